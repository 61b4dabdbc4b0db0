import { type Failed, failed, type Outcome } from '../../core/failure.ts'
import type { Line, Question, Reply } from '../../core/line.ts'
import { isDenial } from './is-denial.ts'
import type { Zone } from './zone-of.ts'

/** One that answers is enough; three that do not are reason enough to give up. */
const mostServers = 3
/** For one server: the far side of the world and back, and time to look. A lost packet is the next server's turn. */
const serverMs = 700
const dnsPort = 53

/**
 * One question to a zone's own name servers, one after the other over either family, until one of them says something with
 * authority, be it that there is nothing. Fails as the last one did where none does.
 */
export async function askWithAuthority(
  line: Line,
  zone: Zone,
  { name, type }: Pick<Question, 'name' | 'type'>,
): Promise<Outcome<Reply>> {
  let last: Failed = failed('lookup-failed', `no name server of ${zone.name} has an address`)
  for (const server of zone.servers.slice(0, mostServers)) {
    for (const family of ['A', 'AAAA'] as const) {
      const addresses = await line.ask({ name: server, type: family })
      // A name server whose name is an alias is against RFC 2181 §10.3, and is followed all the same.
      const address = addresses.ok && addresses.value.answers.find((record) => record.type === family)?.data
      if (!address) continue
      const reply = await line.ask({
        name,
        type,
        server: { address, port: dnsPort },
        authoritative: true,
        ms: serverMs,
      })
      if (reply.ok || isDenial(reply)) return reply
      last = failed(reply.failure, `${server} (${address}): ${reply.detail ?? reply.failure}`)
    }
  }
  return last
}
