import { provider } from './addresses.ts'
import type { Zones } from './names/zone.ts'
import type { LineSpec } from './scenario.ts'

/** What Team Cymru's zone has of the network that announces the line's address (https://www.team-cymru.com/ip-asn-mapping). */
export function announced({ asn, name, country }: NonNullable<LineSpec['network']>): Zones {
  const [one, two, three] = provider.customer.split('.')
  const onFile = `${country} | ripencc | 2010-01-01`
  return {
    [`0.${three}.${two}.${one}.origin.asn.cymru.com`]: { TXT: [`${asn} | ${one}.${two}.${three}.0/24 | ${onFile}`] },
    [`as${asn}.asn.cymru.com`]: { TXT: [`${asn} | ${onFile} | ${name}, ${country}`] },
  }
}
