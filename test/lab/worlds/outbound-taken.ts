import type { Meddler } from '../outbound-spec.ts'
import { goodBothFamilies as good } from './direct-open.ts'
import type { KnownWorld } from './known-world.ts'
import { relayNeeded } from './outbound-blocked.ts'

type Said = 'filtered' | 'intercepted' | 'downgraded' | 'altered'

const taken25 = (name: string, as: Meddler, answer: Said): KnownWorld => ({
  ...good,
  name,
  spec: { ...good.spec, isp: { meddling: [{ ports: [25], as }] } },
  answers: {
    ...good.answers,
    'outbound.25.v4': answer,
    'outbound.25.v6': answer,
    ...(as === 'mute' && { 'reputation.receivers': 'no-witness' }),
  },
  ...relayNeeded,
})

/** A firewall so old that it masks EHLO and STARTTLS as well: the probe cannot prove itself, yet nobody else greets so. */
const oldFirewall = taken25('outbound-25-words-and-commands-masked', 'masks-commands', 'altered')

/** Somebody on the way takes connections to port 25, whoever they are for. */
export const outboundTaken: readonly KnownWorld[] = [
  taken25('outbound-25-other-server', 'other-server', 'intercepted'),
  taken25('outbound-25-taken-and-silent', 'mute', 'filtered'),
  taken25('outbound-25-starttls-stripped', 'strips-starttls', 'downgraded'),
  taken25('outbound-25-starttls-taken-over', 'ends-tls', 'downgraded'),
  taken25('outbound-25-words-masked', 'masks', 'altered'),
  oldFirewall,
]
