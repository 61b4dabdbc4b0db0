import type { Family } from '../../core/line.ts'
import { announced } from '../announced.ts'
import { home, hosts, provider } from '../addresses.ts'
import type { LineSpec } from '../scenario.ts'
import { homeZones, mailHost } from './home-zones.ts'
import { listZones } from './lists.ts'
import { reverseZone } from './reverse-zone.ts'
import { differing, type Zones } from './zone.ts'

/** Names whose signatures everybody knows to be good, and to be bad. */
export const knownSignatures = { signed: 'signed.test', bogus: 'bogus.test' } as const

/** Every name of the scripted internet. `tlsa` is of the key that a mail server at home shows. */
export function internetZones(spec: LineSpec, seenAs: Readonly<Record<Family, string>>, tlsa: string): Zones {
  const NS = [hosts.zones.name]
  const addresses = { v4: seenAs.v4, ...v6Named(spec, seenAs.v6) }
  const builtIn: Zones = {
    '.': { NS },
    test: { NS },
    ...Object.fromEntries(Object.values(hosts).map(({ name, v4, v6 }) => [name, { A: [v4], AAAA: [v6] }])),
    ...(spec.network && announced(spec.network)),
    [knownSignatures.signed]: { NS, A: [hosts.portal.v4], signed: 'well' },
    [knownSignatures.bogus]: { NS, A: [hosts.portal.v4], signed: 'badly' },
    ...listZones,
    ...homeZones(addresses),
    ...(spec.held !== undefined && { [`_25._tcp.${mailHost}`]: { TLSA: [tlsa] } }),
    ...(spec.uplink === 'carrier' ? sharedLine : {}),
  }
  return differing(builtIn, spec.records ?? {})
}

/** Nobody gives a name to an address that is replaced within a day. */
function v6Named({ v6 }: LineSpec, seenAs: string): { readonly v6?: string } {
  if (v6 === undefined || v6 === 'privacy-alone') return {}
  return { v6: v6 === 'privacy' ? home.lastingV6 : seenAs }
}

/** What customers share is called after itself. */
const sharedName = `${provider.shared.replaceAll('.', '-')}.dyn.isp.test`
const sharedLine: Zones = {
  [sharedName]: { A: [provider.shared] },
  ...reverseZone(provider.shared, sharedName),
}
