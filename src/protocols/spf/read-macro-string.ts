import type { Macro, MacroLetter, MacroPart } from './spf-record.ts'

export interface ReadMacroString {
  readonly parts: readonly MacroPart[]
  /** The text after the last macro, of which a domain-spec has to end in a top-level domain. */
  readonly tail: string
}

const letters: ReadonlySet<string> = new Set<MacroLetter>(['s', 'l', 'o', 'd', 'i', 'p', 'v', 'h'])
/** §7.2: "The following macro letters are allowed only in 'exp' text". */
const explanationLetters: ReadonlySet<string> = new Set<MacroLetter>(['c', 'r', 't'])
/** %%, %_ and %- (§7.1). */
const escapes: Readonly<Record<string, string>> = { '%': '%', _: ' ', '-': '%20' }
/** No name has more parts (§7.3 asks for at least 127). */
const mostParts = 128

/**
 * Reads a macro-string (RFC 7208 §7.1), or with `explaining` an explain-string, which may have spaces and three letters
 * more (§6.2). Undefined where it is none.
 */
export function readMacroString(text: string, { explaining = false } = {}): ReadMacroString | undefined {
  // §7.1: visible characters without "%"; §6.2: in an explanation spaces as well.
  const literals = explaining ? /[\x20-\x24\x26-\x7e]+/y : /[\x21-\x24\x26-\x7e]+/y
  // A longer one only repeats its delimiters, or keeps more parts than there can be.
  const macro = /%\{([a-z])([0-9]{0,32})(r?)([-.+,/_=]{0,32})\}/iy
  const parts: MacroPart[] = []
  let tail = ''
  for (let at = 0; at < text.length; ) {
    const run = matchAt(literals, text, at)
    tail = run?.[0] ?? ''
    if (run !== undefined) parts.push(tail)
    at += tail.length
    if (at === text.length) break
    tail = ''
    const escape = text.charAt(at) === '%' ? escapes[text.charAt(at + 1)] : undefined
    const match = escape === undefined ? matchAt(macro, text, at) : undefined
    const part = escape ?? (match && readMacro(match, explaining))
    if (part === undefined) return undefined
    parts.push(part)
    at += match?.[0].length ?? 2
  }
  return { parts, tail }
}

/** What a sticky pattern finds at this very place. */
function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
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
