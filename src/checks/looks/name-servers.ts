import type { AddressWitness } from '../../core/asked.ts'
import type { Failure } from '../../core/failure.ts'
import type { Family, Line } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address, Name } from '../../core/mark.ts'
import { askAddressByDns } from '../../protocols/dns-address/ask-address-by-dns.ts'
import { budgets } from '../budgets.ts'
import { linePath } from '../line/path.ts'
import { answersFromNowhere } from './answers-from-nowhere.ts'

export interface NameServersFacts {
  readonly witnesses: readonly NameServerSaid[]
  /** A question that was sent where no name server is was answered: somebody on the way answers for all of them. */
  readonly answeredFromNowhere: boolean
}

export interface NameServerSaid {
  readonly witness: Name
  /** Which address it was asked from. */
  readonly address?: Address
  readonly failure?: Failure
}

/** As many as STUN servers, for the same reason. */
const mostWitnesses = 3
const nowhereMs = 1_000
/** Enough for somebody near to look it up. */
const leastNowhereMs = 400

/** What name servers see as the source of a question of ours, and whether it is they who answer. */
const nameServersOver = (family: Family) =>
  defineLook<NameServersFacts>()({
    look: `name-servers.${family}`,
    revision: 1,
    needs: { path: linePath },
    budget: budgets.stun,
    marks: { witness: 'name', address: 'address' },
    async observe(line, { path }, { addressWitnesses = [] }) {
      const witnesses = addressWitnesses.filter(({ types }) => types[family] !== undefined).slice(0, mostWitnesses)
      if (path[family] === undefined || witnesses.length === 0) return { witnesses: [], answeredFromNowhere: false }
      const startedMs = line.clock.elapsed()
      const asking = witnesses.map((witness) => ask(line, witness, family))
      const [answeredFromNowhere, ...said] = await Promise.all([
        firstToTell(asking).then(
          (told) => told && isAnsweredFromNowhere(line, family, line.clock.elapsed() - startedMs),
        ),
        ...asking,
      ])
      return { witnesses: said, answeredFromNowhere }
    },
  })

async function ask(line: Line, witness: AddressWitness, family: Family): Promise<NameServerSaid> {
  const told = await askAddressByDns(line, witness, family)
  const { name } = witness.server
  return told.ok ? { witness: name, address: told.value } : { witness: name, failure: told.failure }
}

/** Whether any of them tells an address, as soon as the first one does: else there is nothing to doubt. */
async function firstToTell(asking: readonly Promise<NameServerSaid>[]): Promise<boolean> {
  const telling = asking.map(async (each) => {
    if ((await each).address === undefined) throw new Error('this one does not tell')
    return true
  })
  return Promise.any(telling).catch(() => false)
}

/** On most lines this is a silence that all else waits for. Whoever answers for all others is no farther than they seemed. */
function isAnsweredFromNowhere(line: Line, family: Family, othersTookMs: number): Promise<boolean> {
  return answersFromNowhere(line, family, Math.min(nowhereMs, Math.max(leastNowhereMs, 2 * othersTookMs)))
}

export const nameServers = { v4: nameServersOver('v4'), v6: nameServersOver('v6') } as const
