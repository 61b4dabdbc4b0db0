import type { Family, Line } from '../core/line.ts'
import { isGlobal } from '../protocols/addresses.ts'
import { resolveHost } from '../protocols/dns/resolve-host.ts'

export interface Wanted {
  readonly host: string
  readonly family: Family
  /** One's own may be anywhere; a public one that has an inner address is a resolver's lie. */
  readonly anywhere?: true
}

export interface KeptAddresses {
  of(wanted: Wanted): string | undefined
  /** It is silent while others answer: it may have moved. */
  doubt(wanted: Wanted): void
  /** Looks up what is not known, in doubt, or old. What cannot be found stays as it was. */
  renew(wanted: readonly Wanted[]): Promise<void>
}

/** Servers move seldom, and tell for how long by a time to live that is mostly shorter; nobody is asked more often than this. */
const keptMs = 3_600_000
/** What is not found, or in doubt, is not looked up more often than so. */
const againMs = 60_000
/** A resolver of two servers has given up on the first by then. */
const lookupMs = 4_000

/** Addresses of the names that a watcher asks, looked up once and kept, so that an outage is no question of names. */
export function keptAddresses(line: Line): KeptAddresses {
  const kept = new Map<string, { address: string | undefined; askedMs: number; certain: boolean }>()
  const keyOf = ({ host, family }: Wanted) => `${family} ${host}`

  function isDue(wanted: Wanted): boolean {
    const known = kept.get(keyOf(wanted))
    return known === undefined || line.clock.elapsed() - known.askedMs >= (known.certain ? keptMs : againMs)
  }

  async function lookUp(wanted: Wanted): Promise<void> {
    const { host, family, anywhere } = wanted
    const askedMs = line.clock.elapsed()
    const found = await resolveHost(line.within(lookupMs), family, host)
    const usable = found.ok && (anywhere || isGlobal(found.value)) ? found.value : undefined
    // That there is no such address is certain as well, for the hour.
    const certain = usable !== undefined || (!found.ok && ['no-data', 'name-not-found'].includes(found.failure))
    kept.set(keyOf(wanted), { address: usable ?? kept.get(keyOf(wanted))?.address, askedMs, certain })
  }

  return {
    of: (wanted) => kept.get(keyOf(wanted))?.address,
    doubt(wanted) {
      const known = kept.get(keyOf(wanted))
      if (known !== undefined) known.certain = false
    },
    async renew(wanted) {
      const due = new Map(wanted.filter(isDue).map((each) => [keyOf(each), each]))
      await Promise.all([...due.values()].map(lookUp))
    },
  }
}
