import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Family, Line } from '../../core/line.ts'
import type { Address } from '../../core/mark.ts'
import { canonical, familyOf, isGlobal } from '../addresses.ts'
import { resolveHost } from '../dns/resolve-host.ts'

/** A name server that answers a certain question with the address it is asked from. */
export interface DnsWitness {
  readonly server: {
    readonly name: string
    /** Its addresses, where they are known: the name is looked up only where the one that is wanted is not. */
    readonly v4?: string
    readonly v6?: string
  }
  readonly question: string
  /** The type to ask for, for each family that it can tell: a record of an address, or a TXT whose text is one. */
  readonly types: { readonly [F in Family]?: 'A' | 'AAAA' | 'TXT' }
}

const dnsPort = 53

/**
 * The address of ours that a name server sees, asked over that family and of that server itself: a resolver in between
 * would be told its own. Where a network answers for every name server, this is the address of whoever does: the caller
 * must know.
 *
 * Fails `no-data` where it cannot tell this family (nothing is sent then), as the question does, and `malformed` for
 * anything but a global address of the family.
 */
export async function askAddressByDns(line: Line, witness: DnsWitness, family: Family): Promise<Outcome<Address>> {
  const { server, question, types } = witness
  const type = types[family]
  if (type === undefined) return failed('no-data', `${server.name} cannot tell an address of ${family}`)
  const known = server[family]
  const address = known === undefined ? await resolveHost(line, family, server.name) : success(known)
  if (!address.ok) return address
  const reply = await line.ask({ name: question, type, server: { address: address.value, port: dnsPort } })
  if (!reply.ok) return reply
  return readAddress(
    reply.value.answers.filter((record) => record.type === type).map((record) => record.data),
    family,
  )
}

/**
 * All records must tell the same address. Google adds a TXT of the client's network (`edns0-client-subnet`) for those
 * who ask through a resolver: then the address is the resolver's.
 */
function readAddress(data: readonly string[], family: Family): Outcome<Address> {
  const [address, ...others] = new Set(data.map((text) => canonical(text)))
  if (address === undefined || others.length > 0) return failed('malformed', 'not one address')
  if (familyOf(address) !== family) return failed('malformed', 'an address of the other family')
  return isGlobal(address) ? success(address) : failed('malformed', 'an address that the internet cannot reach')
}
