import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Line, ResourceRecord } from '../../core/line.ts'
import { isDenial } from './is-denial.ts'
import { isWithin } from './is-within.ts'
import { parentOf } from './parent-of.ts'
import { queryName } from './query-name.ts'

export interface Zone {
  /** Lower case, without the final dot; `.` is the root. */
  readonly name: string
  /** The names of its own name servers. */
  readonly servers: readonly string[]
}

/**
 * Names on the way up that are asked about. Two are enough where the resolver tells the zone beside a denial, as RFC 2308
 * has it; forwarders that answer out of their memory leave it out, and then it goes up label by label.
 */
const mostSteps = 6

/**
 * The zone that a name is in, existing or not, and its name servers, as the resolver has it: two questions for each name on
 * the way up. Fails `lookup-failed` where it does not tell, or as the questions do.
 */
export async function zoneOf(line: Line, name: string): Promise<Outcome<Zone>> {
  const bare = queryName(name)
  if (!bare.ok) return bare
  let candidate = bare.value.toLowerCase()
  for (let step = 0; step < mostSteps; step += 1) {
    const at = candidate
    const [soa, ns] = await Promise.all([line.ask({ name: at, type: 'SOA' }), line.ask({ name: at, type: 'NS' })])
    // Behind an alias they would be those of another zone.
    const servers = recordsOf(ns, 'NS').filter((record) => record.name === at)
    if (servers.length > 0) return success({ name: at, servers: servers.map(({ data }) => data) })
    if (!ns.ok && !isDenial(ns) && !soa.ok && !isDenial(soa)) return ns
    if (at === '.') break
    const told = recordsOf(soa, 'SOA').find((record) => record.name !== at && isWithin(at, record.name))
    candidate = told?.name ?? parentOf(at)
  }
  return failed('lookup-failed', `the resolver does not tell which zone ${name} is in`)
}

function recordsOf(reply: Awaited<ReturnType<Line['ask']>>, type: 'NS' | 'SOA'): readonly ResourceRecord[] {
  return reply.ok ? reply.value.answers.filter((record) => record.type === type) : []
}
