export interface Tag {
  readonly name: string
  readonly value: string
}

export interface TagList {
  /** In their order, each name as it is written. Of those that come twice, both. */
  readonly tags: readonly Tag[]
  /** How many parts are none. */
  readonly broken: number
}

/** TXT records may have 64 KiB; an RSA key of 16384 bits has 3 KiB, and honest records are shorter. */
const maxLength = 8_192

/**
 * Reads a list such as `v=DKIM1; k=rsa; p=MIIB…` (RFC 6376 §3.2, on which DMARC leans): blanks and line ends may stand
 * around names and values. Undefined where it is longer than any that is meant.
 */
export function tagList(text: string): TagList | undefined {
  if (text.length > maxLength) return undefined
  const parts = text.split(';').map(bare)
  // A last semicolon may stand alone.
  if (parts.at(-1) === '') parts.pop()
  const tags = parts.map(readTag)
  const sound = tags.filter((tag) => tag !== undefined)
  return { tags: sound, broken: tags.length - sound.length }
}

function readTag(part: string): Tag | undefined {
  const equals = part.indexOf('=')
  if (equals < 0) return undefined
  const name = bare(part.slice(0, equals))
  const value = bare(part.slice(equals + 1))
  // Printable text with blanks within, or nothing: `p=` is a key that was revoked.
  return /^[a-z]\w{0,63}$/i.test(name) && /^[\t\n\r -~]*$/.test(value) ? { name, value } : undefined
}

/** Without blanks, tabs and line ends around it. By hand, for a pattern would take a time with the square of a hostile text. */
function bare(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && blanks.includes(text.charAt(start))) start += 1
  while (end > start && blanks.includes(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

const blanks = ' \t\r\n'
