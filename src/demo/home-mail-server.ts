import { freshIdentity } from '../../probe-server/main.ts'
import { type FakeMailServer, fakeMailServer } from './fake-mail-server.ts'
import { mailHost } from './names/home-zones.ts'
import type { LineSpec } from './scenario.ts'

export interface HomeMailServer extends FakeMailServer {
  /** PEM. */
  readonly certificate: string
  /** Of its key, as in a TLSA record (RFC 7672 §3.1.1). */
  readonly tlsa: string
}

/** The mail server that listens on port 25 of the machine for everybody, where there is one. */
export async function homeMailServer({ held }: LineSpec, signal: AbortSignal): Promise<HomeMailServer | undefined> {
  if (held !== 'server-on-25' && held !== 'server-unseen') return undefined
  const identity = freshIdentity([mailHost])
  const server = await fakeMailServer('v4', 25, mailHost, signal, { offers: ['STARTTLS'], identity })
  const [pin = ''] = identity.pins
  const digest = Buffer.from(pin, 'base64url').toString('hex')
  return { ...server, certificate: identity.certificate, tlsa: `3 1 1 ${digest}` }
}
