import type { Failure } from '../../core/failure.ts'
import type { Family, Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address, Name } from '../../core/mark.ts'
import { isGlobal } from '../../protocols/addresses.ts'
import { resolveHost } from '../../protocols/dns/resolve-host.ts'
import { askStun } from '../../protocols/stun/ask-stun.ts'
import { budgets } from '../budgets.ts'
import { linePath } from '../line/path.ts'

export interface StunFacts {
  readonly witnesses: readonly StunWitness[]
}

export interface StunWitness {
  readonly witness: Name
  /** What it sees us as. */
  readonly address?: Address
  readonly failure?: Failure
}

/** Two that agree are enough, and a third settles a dispute: to ask more would be impolite. */
const mostWitnesses = 3

/** What STUN servers (RFC 8489) see as the source of a UDP packet of ours. */
const stunOver = (family: Family) =>
  defineLook<StunFacts>()({
    look: `stun.${family}`,
    revision: 1,
    needs: { path: linePath },
    budget: budgets.stun,
    marks: { witness: 'name', address: 'address' },
    async observe(line, given, asked) {
      if (given.path[family] === undefined) return { witnesses: [] }
      const servers = asked.stun.slice(0, mostWitnesses)
      return { witnesses: await Promise.all(servers.map(({ host, port }) => witnessed(line, family, host, port))) }
    },
  })

async function witnessed(line: Line, family: Family, host: string, port: number): Promise<StunWitness> {
  const resolved = await resolveHost(line, family, host)
  if (!resolved.ok) return { witness: host, failure: resolved.failure }
  const answer = await askStun(line, { address: resolved.value, port }, family)
  if (!answer.ok) return { witness: host, failure: answer.failure }
  const { address } = answer.value.mapped
  // One within our own network, or the provider's, sees us from within: that is not what the internet sees.
  return isGlobal(address) ? { witness: host, address } : { witness: host, failure: 'malformed' }
}

export const stun = { v4: stunOver('v4'), v6: stunOver('v6') } as const
