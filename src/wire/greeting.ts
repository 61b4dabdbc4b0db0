import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { canonicalAddress } from './address.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import { type MailPort, speechOf } from './mail-port.ts'
import { protocol } from './protocol.ts'

/**
 * The first line of a probe's mail port. SMTP and IMAP servers speak first, so the line itself proves who speaks: a
 * signature (ECDSA P-256 with SHA-256, r and s side by side) over port, the address the caller is seen with, and the
 * minute. A foreign server cannot make one; one that was overheard is good for the same port, address and minutes.
 */
export interface GreetingParts {
  /** The probe's name, or its address in brackets (RFC 5321 §4.1.3). */
  readonly host: string
  readonly port: MailPort
  /** The caller's address as the probe sees it, canonical. */
  readonly address: string
  /** Whole minutes since 1970. */
  readonly minute: number
}

export type GreetingRead =
  /** Said by the holder of the key; `address` is what it sees us as. */
  | { readonly kind: 'ours'; readonly host: string; readonly address: string; readonly minute: number }
  /** Speaks as a probe does, but the signature is not of the key (or the text was altered), or the minute is another. */
  | { readonly kind: 'forged-or-stale'; readonly why: 'signature' | 'minute' }
  /** A probe that has too many callers; not signed, so no more than a hint to come back later. */
  | { readonly kind: 'busy' }
  /** Not a probe's greeting at all. */
  | { readonly kind: 'foreign' }

/** Home clocks are wrong by minutes; a recorded greeting is worth nothing for longer than this. */
const skewMinutes = 10

const tail = `${protocol.mark} a=([0-9a-f:.]{2,45}) m=([0-9]{1,10}) s=([A-Za-z0-9_-]{86})`
const host = '([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.IPv]{2,50}\\])'
const grammar = {
  smtp: new RegExp(`^220 ${host} ESMTP ${tail}$`),
  imap: new RegExp(`^\\* OK \\[CAPABILITY [A-Za-z0-9 =+-]{1,100}\\] ${host} ${tail}$`),
} as const

/** The capabilities of an echo port: in the clear it offers TLS, nothing offers a login. */
export function imapCapabilities(encrypted: boolean): string {
  return encrypted ? 'IMAP4rev1 ID LOGINDISABLED' : 'IMAP4rev1 STARTTLS ID LOGINDISABLED'
}

/** The greeting line, without CRLF. `key` is the probe's P-256 private key. */
export function writeGreeting(key: KeyObject, parts: GreetingParts): string {
  const signature = toBase64url(sign('sha256', signedText(parts), { key, dsaEncoding: 'ieee-p1363' }))
  const proof = `${protocol.mark} a=${parts.address} m=${parts.minute} s=${signature}`
  const { language, tls } = speechOf(parts.port)
  if (language === 'smtp') return `220 ${parts.host} ESMTP ${proof}`
  return `* OK [CAPABILITY ${imapCapabilities(tls === 'implicit')}] ${parts.host} ${proof}`
}

/** What a probe with too many callers says instead, and hangs up. */
export function busyGreeting(port: MailPort, host: string): string {
  return speechOf(port).language === 'smtp'
    ? `421 ${host} ${protocol.mark} busy`
    : `* BYE ${host} ${protocol.mark} busy`
}

/** Reads the first line heard on a port of the probe with that key. `now` in milliseconds since 1970. */
export function readGreeting(
  line: string,
  expect: { readonly port: MailPort; readonly key: KeyObject; readonly now: number },
): GreetingRead {
  const match = line.length > 512 ? null : grammar[speechOf(expect.port).language].exec(line)
  const [, host = '', address = '', minuteText = '', signature = ''] = match ?? []
  const bytes = fromBase64url(signature)
  if (/^(421|\* BYE) \S{1,255} mailworthy\/1 busy$/.test(line)) return { kind: 'busy' }
  // A greeting of a probe that was tampered with still carries the mark; it may be anywhere in the line.
  if (match === null)
    return line.includes(protocol.mark) ? { kind: 'forged-or-stale', why: 'signature' } : { kind: 'foreign' }
  const parts = { host, port: expect.port, address, minute: Number(minuteText) }
  const signed =
    bytes !== undefined &&
    canonicalAddress(address) === address &&
    verify('sha256', signedText(parts), { key: expect.key, dsaEncoding: 'ieee-p1363' }, bytes)
  if (!signed) return { kind: 'forged-or-stale', why: 'signature' }
  if (Math.abs(minuteOf(expect.now) - parts.minute) > skewMinutes) return { kind: 'forged-or-stale', why: 'minute' }
  return { kind: 'ours', host, address, minute: parts.minute }
}

/** Whole minutes since 1970. */
export function minuteOf(now: number): number {
  return Math.floor(now / 60_000)
}

/** The key that signs greetings, from a session's answer: P-256 and nothing else. */
export function greetingKey(spki: string): KeyObject | undefined {
  const bytes = fromBase64url(spki)
  // A P-256 SubjectPublicKeyInfo is 91 bytes (59 with a compressed point): nothing longer is worth parsing.
  if (bytes === undefined || bytes.length > 91) return undefined
  try {
    const key = createPublicKey({ key: Buffer.from(bytes), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined
  } catch {
    return undefined
  }
}

function signedText(parts: GreetingParts): Buffer {
  return Buffer.from(
    `${protocol.mark} greeting\nport=${parts.port}\naddress=${parts.address}\nminute=${parts.minute}\n`,
    'latin1',
  )
}
