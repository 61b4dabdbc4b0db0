import { type CsvCell, csv } from './csv.ts'
import type { History } from './history.ts'

export type HistoryTable = 'outages' | 'addresses' | 'idle' | 'runs'

const secondMs = 1_000

/** One table of a history as comma-separated values. Public format, see `docs/format.md`: columns may come at the end. */
export function historyCsv(history: History, which: HistoryTable): string {
  const { head, rows } = tables[which](history)
  return csv(head, rows)
}

interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly CsvCell[])[]
}

const tables: Readonly<Record<HistoryTable, (history: History) => Table>> = {
  outages: ({ outages }) => ({
    head: [
      'from',
      'to',
      'seconds',
      'from_within_seconds',
      'to_within_seconds',
      'family',
      'place',
      'end',
      'planned',
      'counts',
      'new_address',
      'begin',
    ],
    rows: outages.map((each) => [
      each.from,
      each.to,
      each.tookMs / secondMs,
      each.fromWithinMs / secondMs,
      each.toWithinMs / secondMs,
      each.family,
      each.place,
      each.end,
      each.planned,
      each.counts,
      each.newAddress,
      each.begin,
    ]),
  }),
  addresses: ({ addresses }) => ({
    head: [
      'what',
      'family',
      'address',
      'from',
      'to',
      'reconnects',
      'restarts',
      'after_outage',
      'name',
      'reverse',
      'policy',
    ],
    rows: addresses.map((each) => [
      each.what,
      each.family,
      each.address,
      each.from,
      each.to,
      each.reconnects,
      each.restarts,
      each.afterOutage,
      each.knownAs?.name ?? undefined,
      each.knownAs?.reverse,
      each.knownAs?.policy,
    ]),
  }),
  idle: ({ idle }) => ({
    head: ['at', 'family', 'kept_seconds', 'lost_seconds'],
    rows: idle.map(({ at, family, keptMs, lostMs }) => [at, family, inSeconds(keptMs), inSeconds(lostMs)]),
  }),
  runs: ({ runs }) => ({
    head: ['id', 'at', 'verdict', 'receive', 'send', 'access', 'whole', 'release', 'v4', 'v6'],
    rows: runs.map(({ id, at, verdict, abilities, scope, release, public: seen }) => [
      id,
      at,
      verdict,
      abilities.receive,
      abilities.send,
      abilities.access,
      scope === 'all',
      release,
      seen.v4,
      seen.v6,
    ]),
  }),
}

function inSeconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / secondMs
}
