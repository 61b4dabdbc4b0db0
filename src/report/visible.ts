/**
 * Everything that a terminal would obey or hide instead of showing: control characters (escape sequences among them),
 * format characters (text direction, zero width, tags), line and paragraph separators, and code points that are no
 * character at all.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu

/** The same text with everything that does not show written out: `\u{1b}` for an escape. For text of others. */
export function visible(text: string): string {
  return text.replace(unprintable, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}
