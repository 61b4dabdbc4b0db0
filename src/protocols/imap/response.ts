/** A status response of an IMAP server (RFC 9051 §7.1), tagged or not. */
export interface StatusResponse {
  readonly status: 'OK' | 'NO' | 'BAD' | 'BYE' | 'PREAUTH'
  /** What stands in brackets: `CAPABILITY IMAP4rev1 STARTTLS`. */
  readonly code: string | undefined
  readonly text: string
}

/** Reads `<tag> OK [code] text`; undefined where the line is no status response with that tag (`*`: untagged). */
export function readStatus(line: string, tag: string): StatusResponse | undefined {
  if (!line.startsWith(`${tag} `)) return undefined
  const match = /^(OK|NO|BAD|BYE|PREAUTH)(?: (?:\[([^\]]*)\] ?)?(.*))?$/is.exec(line.slice(tag.length + 1))
  if (match === null) return undefined
  return {
    status: (match[1] ?? '').toUpperCase() as StatusResponse['status'],
    code: match[2],
    text: match[3] ?? '',
  }
}

/** The capabilities of `CAPABILITY A B=C`, upper case, as a response line or in the code of a greeting. */
export function readCapabilities(text: string): readonly string[] | undefined {
  const match = /^(?:\* )?CAPABILITY((?: [!-~]+)*) ?$/i.exec(text)
  return match?.[1]?.trim().toUpperCase().split(' ').filter(Boolean)
}
