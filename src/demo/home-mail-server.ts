import type { Identity } from '../../probe-server/main.ts'
import { type FakeMailServer, fakeMailServer } from './fake-mail-server.ts'
import { mailHost } from './names/home-zones.ts'
import type { LineSpec } from './scenario.ts'

/** The mail server that listens on port 25 of the machine for everybody, where there is one. */
export async function homeMailServer(
  { held }: LineSpec,
  identity: Identity,
  signal: AbortSignal,
): Promise<FakeMailServer | undefined> {
  if (held !== 'server-on-25' && held !== 'server-unseen') return undefined
  return fakeMailServer('v4', 25, mailHost, signal, { offers: ['STARTTLS'], identity })
}

/** What a TLSA record has that promises a key (RFC 7672 §3.1.1). */
export function tlsaOf({ pins: [pin = ''] }: Identity): string {
  return `3 1 1 ${Buffer.from(pin, 'base64url').toString('hex')}`
}
