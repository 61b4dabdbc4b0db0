import type { SpfSender } from './spf-evaluation.ts'

export type SpfIdentity = 'mail-from' | 'helo'

export interface IdentifiedSender {
  readonly identity: SpfIdentity
  readonly sender: SpfSender
}

/**
 * Who is judged for mail from `mailFrom` (without angle brackets). With an empty one, that of a bounce, it is the name in
 * HELO (RFC 7208 §2.4); with nothing before the @ it is `postmaster` (§4.3).
 */
export function spfSender(ip: string, mailFrom: string, helo: string): IdentifiedSender {
  const at = mailFrom.lastIndexOf('@')
  const domain = mailFrom === '' ? helo : mailFrom.slice(at + 1)
  const localPart = mailFrom.slice(0, Math.max(at, 0)) || 'postmaster'
  const identity = mailFrom === '' ? 'helo' : 'mail-from'
  return { identity, sender: { ip, domain, localPart, senderDomain: domain, helo } }
}
