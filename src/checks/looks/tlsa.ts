import type { Failure } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Banner, Name } from '../../core/mark.ts'
import { isDenial } from '../../protocols/dns/is-denial.ts'
import { isBogus } from '../../protocols/dns/is-bogus.ts'
import { lookUp } from '../../protocols/dns/look-up.ts'
import { budgets } from '../budgets.ts'
import { exchangers, type HostFacts } from './exchangers.ts'
import { takersOf } from './takers-of.ts'

/** What the zones say of the certificates of those who take mail for the domain (DANE, RFC 7672). */
export interface TlsaFacts {
  readonly hosts: readonly HostTlsaFacts[]
}

export interface HostTlsaFacts {
  readonly host: Name
  /** The TLSA records, in presentation form: `3 1 1 0b9f…`. Anybody can find the name by them, in public logs. */
  readonly records: readonly Banner[]
  /** Of the host's addresses and of the TLSA records: the resolver says that it has checked the signatures. */
  readonly authentic: { readonly addresses: boolean; readonly tlsa: boolean }
  /** Why there are no records. */
  readonly failure?: Failure
  /** The resolver has them and does not give them, for their signatures are wrong. */
  readonly bogus: boolean
  /** Only the zone's own name servers have them so far. */
  readonly tooNew: boolean
}

export const tlsa = defineLook<TlsaFacts>()({
  look: 'tlsa',
  revision: 1,
  needs: { exchangers },
  budget: budgets.names,
  marks: { host: 'name', records: 'banner' },
  async observe(line, { exchangers: found }) {
    return { hosts: await Promise.all(takersOf(found).map((host) => tlsaOf(line, host))) }
  },
})

async function tlsaOf(line: Line, facts: HostFacts): Promise<HostTlsaFacts> {
  const { host, aliases, v4, v6 } = facts
  const published = [v4, v6].filter(({ addresses }) => addresses.length > 0)
  const addresses = published.length > 0 && published.every(({ authentic }) => authentic)
  const found = await atFirstOf(line, [...aliases.slice(-1), host])
  if (found.ok) {
    const { data, authentic, resolverDiffers } = found.value
    const tooNew = resolverDiffers === true
    return { host, records: data, authentic: { addresses, tlsa: authentic }, bogus: false, tooNew }
  }
  const { failure, name } = found
  const bogus = failure === 'lookup-failed' && (await isBogus(line, name, 'TLSA'))
  return { host, records: [], authentic: { addresses, tlsa: false }, failure, bogus, tooNew: false }
}

/** RFC 7672 §2.2.2: a host that is an alias has its records at the name that it leads to, else at its own. */
async function atFirstOf(line: Line, hosts: readonly string[]) {
  const [first = '', ...others] = hosts
  const name = `_25._tcp.${first}`
  const found = await lookUp(line, name, 'TLSA')
  if (isDenial(found) && others.length > 0) return atFirstOf(line, others)
  return found.ok ? found : { ...found, name }
}
