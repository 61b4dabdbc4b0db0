import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import { canonical, expanded, familyOf, within } from '../addresses.ts'
import { reverseName } from '../dns/reverse-name.ts'
import { type Origin, readOrigin } from './read-origin.ts'

/** Real answers have up to five: an address may lie in several prefixes, one within the other. */
const maxRecords = 16

/**
 * Who announces an address to the internet, after Team Cymru, who hear it from fifty networks' routers
 * (https://www.team-cymru.com/ip-asn-mapping): the narrowest prefix around it. Fails `malformed` where none is told.
 */
export async function originOf(line: Line, address: string): Promise<Outcome<Origin>> {
  const name = originName(address)
  if (name === undefined) return failed('malformed', 'no address')
  const reply = await line.ask({ name, type: 'TXT' })
  if (!reply.ok) return reply
  const origins = reply.value.answers
    .filter(({ type }) => type === 'TXT')
    .slice(0, maxRecords)
    .flatMap(({ data }) => readOrigin(data) ?? [])
    // What is said of another address says nothing of this one.
    .filter(({ prefix }) => within(address, prefix))
  const bits = ({ prefix }: Origin) => Number(prefix.split('/')[1])
  const [narrowest, ...others] = origins.sort((one, other) => bits(other) - bits(one))
  if (narrowest === undefined) return failed('malformed', 'no origin of this address')
  const same = others.filter(({ prefix }) => prefix === narrowest.prefix)
  return success({ ...narrowest, asns: [...new Set([narrowest, ...same].flatMap(({ asns }) => asns))] })
}

/**
 * Nothing narrower than a /24 or a /48 is announced to everybody, so what is asked for is the /24, or the /64: neither the
 * witness nor a resolver on the way need know which host it is about.
 */
function originName(address: string): string | undefined {
  const plain = canonical(address)
  if (plain === undefined) return undefined
  return familyOf(plain) === 'v4'
    ? reverseName(plain.replace(/\d+$/, '0'))?.replace(/in-addr\.arpa$/, 'origin.asn.cymru.com')
    : reverseName(`${expanded(plain).slice(0, 19)}::`)?.replace(/ip6\.arpa$/, 'origin6.asn.cymru.com')
}
