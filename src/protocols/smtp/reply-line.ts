/** One line of a reply (RFC 5321 §4.2). */
export interface ReplyLine {
  readonly code: number
  /** False where the same reply goes on (`250-`). */
  readonly last: boolean
  readonly text: string
}

/**
 * Reads one line of a reply; undefined where it is none.
 *
 * The second digit may be any: servers that turn a sender away like to say 571, which the grammar of §4.2 leaves out.
 * A bare code without a text is allowed by §4.2 for old servers.
 */
export function readReplyLine(line: string): ReplyLine | undefined {
  const match = /^([2-5][0-9]{2})(?:([ -])(.*))?$/s.exec(line)
  if (match === null) return undefined
  return { code: Number(match[1]), last: match[2] !== '-', text: match[3] ?? '' }
}
