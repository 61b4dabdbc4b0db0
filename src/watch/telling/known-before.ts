import type { Family } from '../../core/line.ts'
import { type LineKey, sameLine } from '../../history/line-key.ts'
import type { AddressIs, MailPorts, OutageBegan, OutageEnded, WatchRecord } from '../../history/record.ts'

/** What a watcher must know of those before it, and no more: it runs for months, and a year of records is a lot to hold. */
export interface KnownBefore {
  /** When the last watcher was last alive, if it did not end as it was asked to. */
  readonly lastAlive: string | undefined
  on(line: LineKey): KnownOfLine
}

/** All of it is as it was when that line was last watched. */
export interface KnownOfLine {
  /** The newest of each kind and family. */
  readonly addresses: readonly AddressIs[]
  readonly mailPorts: MailPorts['answers'] | undefined
  /** Interruptions that nobody saw the end of, and until when somebody saw them. */
  readonly open: readonly { readonly began: OutageBegan; readonly until: string }[]
  /** Families that were up on the line within the last weeks, and were not taken away since. */
  readonly worked: readonly Family[]
}

/** A family that has not been up for so long is no longer expected to be. */
const workedWithinMs = 30 * 24 * 60 * 60_000

/** As it was written down: the greater, the newer. */
interface Nth<T> {
  readonly nth: number
  readonly is: T
}

interface OfLine {
  readonly line: LineKey
  readonly addresses: Map<string, Nth<AddressIs>>
  /** What was last said of whether a family is up: others see its address, so it is. */
  readonly outages: Map<Family, Nth<OutageBegan | OutageEnded | AddressIs>>
  /** When a family was last up. */
  readonly upAt: Map<Family, string>
  mailPorts: Nth<MailPorts['answers']> | undefined
  lastAt: string
}

/** Takes what belongs to a line of records in the order of their writing. `now`: ISO 8601. */
export function knownBefore(records: readonly WatchRecord[], now: string): KnownBefore {
  const lines = new Map<string, OfLine>()
  let on: OfLine | undefined
  let isUp = new Set<Family>()
  let lastAlive: string | undefined

  for (const [nth, record] of records.entries()) {
    // Written beside the watcher, and perhaps of another line.
    if (record.kind === 'reboot-test') continue
    if (record.kind === 'began' || record.kind === 'line') {
      on = lineIn(lines, record.line)
      isUp = new Set()
    }
    if (record.kind === 'began') lastAlive = undefined
    // That the last watcher was killed is written down before the next one begins.
    if (record.kind === 'ended') lastAlive = record.why === 'asked' ? undefined : record.at
    if (on === undefined) continue
    take(on, isUp, record, nth)
    if (record.kind === 'outage-ended' && record.notOffered) {
      for (const one of lines.values()) if (sameLine(one.line, on.line)) one.upAt.delete(record.family)
    }
    on.lastAt = record.at
    for (const family of isUp) on.upAt.set(family, record.at)
    if (record.kind === 'ended') on = undefined
  }

  return {
    lastAlive,
    on(line) {
      const same = [...lines.values()].filter((one) => sameLine(one.line, line))
      const outages = newest(
        same.flatMap((one) => [...one.outages].map(([key, nth]) => ({ key, nth, until: one.lastAt }))),
      )
      return {
        addresses: newest(same.flatMap((one) => [...one.addresses].map(([key, nth]) => ({ key, nth })))).map(
          ({ nth }) => nth.is,
        ),
        mailPorts: newest(same.flatMap(({ mailPorts: nth }) => (nth === undefined ? [] : [{ key: '', nth }])))[0]?.nth
          .is,
        open: outages.flatMap(({ nth, until }) => (nth.is.kind === 'outage-began' ? [{ began: nth.is, until }] : [])),
        worked: families.filter((family) =>
          same.some(({ upAt }) => Date.parse(now) - Date.parse(upAt.get(family) ?? '') < workedWithinMs),
        ),
      }
    },
  }
}

const families = ['v4', 'v6'] as const satisfies readonly Family[]

function lineIn(lines: Map<string, OfLine>, line: LineKey): OfLine {
  const key = JSON.stringify([line.name, line.gateway])
  const found = lines.get(key)
  if (found !== undefined) return found
  const fresh: OfLine = {
    line,
    addresses: new Map(),
    outages: new Map(),
    upAt: new Map(),
    mailPorts: undefined,
    lastAt: '',
  }
  lines.set(key, fresh)
  return fresh
}

/** `isUp`: the families that are up by now. */
function take(on: OfLine, isUp: Set<Family>, record: WatchRecord, nth: number): void {
  if (record.kind === 'address') {
    on.addresses.set(`${record.what} ${record.family}`, { nth, is: record })
    if (record.what !== 'public') return
    on.outages.set(record.family, { nth, is: record })
    isUp.add(record.family)
  } else if (record.kind === 'mail-ports') {
    on.mailPorts = { nth, is: record.answers }
  } else if (record.kind === 'outage-began') {
    const last = on.outages.get(record.family)?.is
    // Found so, it is the one that the watcher before left.
    on.outages.set(record.family, { nth, is: record.foundSo && last?.kind === 'outage-began' ? last : record })
    isUp.delete(record.family)
  } else if (record.kind === 'outage-ended') {
    on.outages.set(record.family, { nth, is: record })
    if (!record.notOffered) isUp.add(record.family)
  }
}

/** Of each key the newest. */
function newest<T extends { readonly key: string; readonly nth: Nth<unknown> }>(all: readonly T[]): readonly T[] {
  const by = new Map<string, T>()
  for (const one of all) {
    const other = by.get(one.key)
    if (other === undefined || other.nth.nth < one.nth.nth) by.set(one.key, one)
  }
  return [...by.values()]
}
