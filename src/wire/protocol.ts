/** What both sides must agree on before anything else. */
export const protocol = {
  version: 1,
  /** The word that greetings, signatures and proofs begin with: it separates them from every other use of the keys. */
  mark: 'mailworthy/1',
  probeName: 'mailworthy-probe',
  sessionsPath: '/v1/sessions',
  aboutPath: '/v1',
} as const

/** Where a session's dial-back is asked for. */
export function dialBackPath(token: string): string {
  return `${protocol.sessionsPath}/${token}/dial-back`
}

/** Bounds that both sides keep, in bytes and milliseconds. */
export const bounds = {
  /** A line of SMTP: RFC 5321 §4.5.3.1.5. */
  lineBytes: 512,
  /** All that a caller may say to an echo port, and all that the probe reads of a server: eight full lines. */
  dialogueBytes: 4096,
  /** A session's answer is about 1 KiB. */
  sessionBytes: 16_384,
  /** One event of a dial-back: a greeting of 512 bytes, each of which JSON may write as \u00XX, and its frame. */
  eventBytes: 4096,
  /** Six ports with five events each, and room to grow. */
  events: 64,
  /** What the probe reads of a request's body: a dial-back request is under 150 bytes. */
  requestBytes: 1024,
  /** Octets of the MTU test in one go: a dozen full segments of Ethernet, a small picture for whoever would abuse it. */
  bulkBytes: 16_384,
  /** How long the probe waits for them: a line of 16 kbit/s gets through. */
  bulkMs: 8000,
  /** Seconds without a word on purpose: clients of IMAP speak again after 29 minutes (RFC 2177 §3). */
  idleS: 1860,
  /** Long enough for a run, too short for a token to be worth stealing. */
  sessionMs: 120_000,
  /** Three tries of TCP's SYN (0, 1 and 3 s) fit. */
  connectMs: 4000,
  /** Servers that keep spammers waiting greet after 5 to 6 s. */
  greetingMs: 7000,
  /** Long enough for the agent to find the connection in its system's table, which it reads twice a second. */
  holdMs: 1500,
  /** A whole dial-back, from the request to `done`: the wait for a greeting is cut by it. */
  dialBackMs: 8500,
} as const
