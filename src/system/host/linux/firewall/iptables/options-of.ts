import type { Word } from './words-of.ts'

/** `! --dport 25` of a rule. */
export interface Option {
  readonly flag: string
  readonly not: boolean
  readonly values: readonly string[]
}

/** Their one value is free text: `--comment -j` is a comment, and iptables-save has no quotes for it. */
const freeText: ReadonlySet<string> = new Set([
  '--comment',
  '--hashlimit-name',
  '--helper',
  '--hex-string',
  '--label',
  '--log-prefix',
  '--name',
  '--nflog-prefix',
  '--string',
  '--ulog-prefix',
])

/** The options of a rule with their values. Undefined where a word belongs to none. */
export function optionsOf(words: readonly Word[]): readonly Option[] | undefined {
  const options: Option[] = []
  let at = 0
  while (at < words.length) {
    const not = isBang(words[at])
    if (not) at += 1
    const word = words[at]
    if (!isFlag(word)) return undefined
    at += 1
    const values: string[] = []
    for (let next = words[at]; next !== undefined; next = words[at]) {
      const free = freeText.has(word.text) && values.length === 0
      if (!free && (isFlag(next) || isBang(next))) break
      values.push(next.text)
      at += 1
    }
    options.push({ flag: word.text, not, values })
  }
  return options
}

function isFlag(word: Word | undefined): word is Word {
  return word !== undefined && !word.quoted && word.text.startsWith('-')
}

function isBang(word: Word | undefined): boolean {
  return word !== undefined && !word.quoted && word.text === '!'
}
