import type { MailPort } from '../../../src/wire/mail-port.ts'
import type { Meddler } from '../outbound-spec.ts'
import { goodBothFamilies as good } from './direct-open.ts'
import type { KnownWorld } from './known-world.ts'
import { outboundOn } from './on-ports.ts'

/** Port 25 is left alone: mail flows, and who reads mail elsewhere from here is read along. */
const readAlong = (name: string, ports: readonly MailPort[], as: Meddler): KnownWorld => ({
  ...good,
  name,
  spec: { ...good.spec, isp: { meddling: [{ ports, as }] } },
  answers: {
    ...good.answers,
    ...outboundOn('v4', ports, 'downgraded'),
    ...outboundOn('v6', ports, 'downgraded'),
  },
})

export const outboundReadAlong: readonly KnownWorld[] = [
  readAlong('outbound-tls-ended-by-somebody-else', [465, 993], 'ends-tls'),
  readAlong('outbound-starttls-taken-over', [587, 143], 'ends-tls'),
  readAlong('outbound-starttls-stripped', [587, 143], 'strips-starttls'),
]
