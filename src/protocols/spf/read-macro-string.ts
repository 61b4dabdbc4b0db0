import type { Macro, MacroLetter, MacroPart } from './spf-record.ts'

export interface ReadMacroString {
  readonly parts: readonly MacroPart[]
  /** The text after the last macro, of which a domain-spec has to end in a top-level domain. */
  readonly tail: string
}

/** RFC 7208 §7.1; without "%". */
const literal = /^[\x21-\x24\x26-\x7e]$/
const macro = /^%\{([a-z])([0-9]*)(r?)([-.+,/_=]*)\}/i
const letters: ReadonlySet<string> = new Set<MacroLetter>(['s', 'l', 'o', 'd', 'i', 'p', 'v', 'h'])
/** §7.2: "The following macro letters are allowed only in 'exp' text". */
const explanationLetters: ReadonlySet<string> = new Set<MacroLetter>([...'crt'] as MacroLetter[])
/** %%, %_ and %- (§7.1). */
const escapes: Readonly<Record<string, string>> = { '%': '%', _: ' ', '-': '%20' }
/** No name has more parts (§7.3 asks for at least 127). */
const mostParts = 128
/** The longest that a macro with all its delimiters can sensibly be; they may be repeated, to no effect. */
const longestMacro = 64

/**
 * Reads a macro-string (RFC 7208 §7.1), or with `explaining` an explain-string, which may have spaces and three letters
 * more (§6.2). Undefined where it is none.
 */
export function readMacroString(text: string, { explaining = false } = {}): ReadMacroString | undefined {
  const parts: MacroPart[] = []
  let tail = ''
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at)
    if (literal.test(character) || (explaining && character === ' ')) {
      tail += character
      at += 1
      continue
    }
    if (character !== '%') return undefined
    if (tail !== '') parts.push(tail)
    tail = ''
    const escape = escapes[text.charAt(at + 1)]
    if (escape !== undefined) {
      parts.push(escape)
      at += 2
      continue
    }
    const match = macro.exec(text.slice(at, at + longestMacro))
    const read = match === null ? undefined : readMacro(match, explaining)
    if (match === null || read === undefined) return undefined
    parts.push(read)
    at += match[0].length
  }
  return { parts: tail === '' ? parts : [...parts, tail], tail }
}

function readMacro([, name = '', digits = '', reversed, delimiters = '']: RegExpExecArray, explaining: boolean) {
  const letter = name.toLowerCase()
  if (!letters.has(letter) && !(explaining && explanationLetters.has(letter))) return undefined
  const keep = Number(digits)
  // §7.3: "If a DIGIT is specified, it MUST be nonzero".
  if (digits !== '' && keep === 0) return undefined
  const read: Macro = {
    letter: letter as MacroLetter,
    escaped: letter !== name,
    ...(digits !== '' && { keep: Math.min(keep, mostParts) }),
    reversed: reversed !== '',
    delimiters: delimiters === '' ? '.' : delimiters,
  }
  return read
}
