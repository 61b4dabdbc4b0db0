import type { Macro, MacroLetter, MacroPart } from './spf-record.ts'

/** What each letter stands for in one check (RFC 7208 §7.2). */
export type MacroValues = Readonly<Record<MacroLetter, string>>

/** No name and no SMTP reply has more; a record full of macros must not become a thousand times its size. */
const longestText = 0xffff

/** Puts a macro-string together (RFC 7208 §7.3). Undefined where it becomes longer than 64 KiB. */
export function expandMacros(parts: readonly MacroPart[], values: MacroValues): string | undefined {
  let text = ''
  for (const part of parts) {
    text += typeof part === 'string' ? part : expanded(part, values[part.letter])
    if (text.length > longestText) return undefined
  }
  return text
}

function expanded({ keep, reversed, delimiters, escaped }: Macro, value: string): string {
  const parts = cut(value, delimiters)
  const ordered = reversed ? parts.toReversed() : parts
  // The parts are joined with dots, whatever they were cut at.
  const text = ordered.slice(keep === undefined ? 0 : -keep).join('.')
  return escaped ? urlEscaped(text) : text
}

function cut(value: string, delimiters: string): readonly string[] {
  const parts = ['']
  for (const character of value) {
    if (delimiters.includes(character)) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}

/** All but the unreserved characters of RFC 3986 §2.3. */
function urlEscaped(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte)
      return /[A-Za-z0-9._~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}
