/** The five ports of a mail server, the only ones that agent and probe ever speak of. */
export const mailPorts = [25, 465, 587, 143, 993] as const

export type MailPort = (typeof mailPorts)[number]

export interface Speech {
  readonly language: 'smtp' | 'imap'
  /** `implicit`: TLS from the first byte (RFC 8314 §3.3); `starttls`: offered in the clear, taken up later. */
  readonly tls: 'implicit' | 'starttls'
}

const speeches: Readonly<Record<MailPort, Speech>> = {
  25: { language: 'smtp', tls: 'starttls' },
  465: { language: 'smtp', tls: 'implicit' },
  587: { language: 'smtp', tls: 'starttls' },
  143: { language: 'imap', tls: 'starttls' },
  993: { language: 'imap', tls: 'implicit' },
}

/** How a mail port speaks. */
export function speechOf(port: MailPort): Speech {
  return speeches[port]
}

export function isMailPort(port: unknown): port is MailPort {
  return mailPorts.some((known) => known === port)
}
