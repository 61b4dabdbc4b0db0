import * as v from 'valibot'
import { failed, type Outcome, success } from '../core/failure.ts'
import { canonicalAddress } from './address.ts'
import { fromBase64url } from './base64url.ts'
import { readJson } from './json.ts'
import { isMailPort, type MailPort, mailPorts } from './mail-port.ts'
import { nonceBytes } from './proof.ts'
import { bounds, protocol } from './protocol.ts'

/**
 * The answer to `POST /v1/sessions`. Members that this version does not know are dropped: the answer may grow. What
 * the probe says of its own addresses is a claim: agents believe it only if it is global, and only once it has proved
 * the key there.
 */
const address = v.pipe(
  v.string(),
  v.maxLength(45),
  v.check((text) => canonicalAddress(text) === text, 'a canonical address'),
)
const time = v.pipe(v.string(), v.maxLength(30), v.isoTimestamp())
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))
const release = v.pipe(v.string(), v.regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}(-[0-9A-Za-z.-]{1,40})?$/))
const base64urlOf = (bytes: number) =>
  v.pipe(
    v.string(),
    v.maxLength(200),
    v.check((text) => fromBase64url(text)?.length === bytes, `${bytes} bytes in base64url`),
  )

/** Whether the probe's own way out carries a port: `untested` where it has no such address or no canary. */
const egress = v.object({ state: v.picklist(['open', 'closed', 'untested']), at: v.exactOptional(time) })
const egressOfPort = v.exactOptional(v.object({ v4: v.exactOptional(egress), v6: v.exactOptional(egress) }), {})

const schema = v.object({
  protocol: v.literal(protocol.version),
  probe: v.object({
    name: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
    version: release,
    /** The oldest agent that understands this probe. */
    minAgent: release,
  }),
  /** The name that the probe gives itself in greetings. */
  host: v.pipe(v.string(), v.regex(/^[A-Za-z0-9.:[\]-]{1,253}$/)),
  /** Who asked, as the probe sees it. */
  address,
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  token: v.pipe(v.string(), v.regex(/^[a-z2-7]{1,220}$/)),
  nonce: base64urlOf(nonceBytes),
  /** SubjectPublicKeyInfo of the P-256 key that signs greetings and that the mail ports prove in TLS. */
  key: base64urlOf(91),
  expiresInS: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600)),
  /** The mail ports that the probe listens on; others it may name one day are not for us. */
  ports: v.pipe(
    v.array(v.number()),
    v.maxLength(32),
    v.transform((ports) => ports.filter(isMailPort)),
  ),
  addresses: v.object({ v4: v.exactOptional(address), v6: v.exactOptional(address) }),
  egress: v.object({
    '25': egressOfPort,
    '465': egressOfPort,
    '587': egressOfPort,
    '143': egressOfPort,
    '993': egressOfPort,
  }),
  /** The longest silence that it can be asked for (`XIDLE`); absent where it knows none. */
  idle: v.exactOptional(v.object({ mostS: count })),
  limits: v.object({ left: count, resetS: count }),
  time,
})

export type Session = v.InferOutput<typeof schema>
export type Egress = v.InferOutput<typeof egress>
export type EgressTable = Session['egress']

/** Reads the body of a session's answer. */
export function readSession(body: string): Outcome<Session> {
  if (body.length > bounds.sessionBytes) return failed('too-much', 'the answer of the probe is too long')
  const parsed = v.safeParse(schema, readJson(body))
  if (parsed.success) return success(parsed.output)
  const issue = parsed.issues[0]
  // The path is made of our own member names; the message may quote the probe and is left out.
  return failed('malformed', `the answer of the probe is not a session: ${v.getDotPath(issue) ?? 'the whole of it'}`)
}

/** Whether the probe can dial a port of a family, as it said in its session. */
export function egressOf(session: Session, port: MailPort, family: 'v4' | 'v6'): Egress {
  return session.egress[`${port}`]?.[family] ?? { state: 'untested' }
}

/** The key of the egress table is a port in text: JSON has no other keys. */
export function emptyEgress(): Record<`${MailPort}`, { v4?: Egress; v6?: Egress }> {
  return Object.fromEntries(mailPorts.map((port) => [`${port}`, {}])) as Record<
    `${MailPort}`,
    { v4?: Egress; v6?: Egress }
  >
}
