import { Counter, Gauge, Registry } from 'prom-client'
import type { Family } from '../../core/line.ts'
import { places, type WatchRecord } from '../../history/record.ts'
import type { FamilyState, TrackerState } from '../../watch/tracker.ts'

export interface MetricsOptions {
  readonly version: string
  readonly intervalMs: number
  /** Whether addresses are shown: where more than this machine can ask, they are nobody's business. */
  readonly addresses: boolean
}

/** What a watcher tells Prometheus. Counters begin at nothing with each start, as they do there. */
export interface Metrics {
  take(record: WatchRecord): void
  /** After a look. Times in ms: one of the clock on the wall, one of a clock that never jumps. */
  looked(state: TrackerState, at: { readonly wallMs: number; readonly elapsedMs: number }): void
  heartbeat(arrived: boolean): void
  undelivered(byWay: ReadonlyMap<string, number>): void
  readonly contentType: string
  text(): Promise<string>
}

const families = ['v4', 'v6'] as const satisfies readonly Family[]
/** Between two looks so much further apart than they should be, nobody looked. */
const mostIntervals = 3

/** A registry of its own; names and units as https://prometheus.io/docs/practices/naming/ has them. */
export function lineMetrics({ version, intervalMs, addresses }: MetricsOptions): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge<L>({ name: `mailworthy_${name}`, help, labelNames, registers })
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter<L>({ name: `mailworthy_${name}`, help, labelNames, registers })

  gauge('build_info', 'The version of mailworthy that watches.', ['version']).set({ version }, 1)
  const up = gauge('line_up', 'Whether the line is up; absent while that is not known.', ['family'])
  const rtt = gauge('rtt_seconds', 'How long the newest answer took.', ['to', 'family'])
  const lastLook = gauge('last_look_timestamp_seconds', 'When the line was last looked at.')
  const looks = counter('looks_total', 'How often the line was looked at.')
  const watched = counter('watched_seconds_total', 'How long somebody looked.')
  const outages = counter('line_outages_total', 'Interruptions that are over.', ['family', 'place'])
  const outageSeconds = counter('line_outage_seconds_total', 'How long interruptions took that are over.', [
    'family',
    'place',
  ])
  const asked = counter('asked_total', 'Questions while the line was up; grows once an hour.', ['to', 'family'])
  const lost = counter('lost_total', 'Questions of these that nobody answered; grows once an hour.', ['to', 'family'])
  const changes = counter('address_changes_total', 'How often an address changed.', ['family', 'what'])
  const ports = gauge('mail_port_answer_info', 'What a check of the mail ports last answered.', ['check', 'answer'])
  const undelivered = gauge('events_undelivered', 'Events that somebody is still to be told of.', ['way'])
  const beats = counter('heartbeats_total', 'Signs of life that were sent elsewhere.', ['result'])
  const address = addresses
    ? gauge('address_info', 'An address of the line.', ['family', 'what', 'address'])
    : undefined

  // What can be counted is there from the start: a rate of something that appears at 1 is 0.
  looks.inc(0)
  watched.inc(0)
  for (const family of families) {
    changes.inc({ family, what: 'public' }, 0)
    for (const place of places) {
      outages.inc({ family, place }, 0)
      outageSeconds.inc({ family, place }, 0)
    }
  }

  const shown = new Map<string, { family: Family; what: string; address: string }>()
  let lastElapsedMs: number | undefined

  function show(record: WatchRecord & { readonly kind: 'address' }): void {
    const key = `${record.family} ${record.what}`
    const before = shown.get(key)
    if (before?.address === record.address) return
    if (record.was !== undefined || before !== undefined) changes.inc({ family: record.family, what: record.what })
    if (before !== undefined) address?.remove(before)
    const labels = { family: record.family, what: record.what, address: record.address }
    shown.set(key, labels)
    address?.set(labels, 1)
  }

  function forgetLine(): void {
    for (const labels of shown.values()) address?.remove(labels)
    shown.clear()
    ports.reset()
  }

  return {
    take(record) {
      switch (record.kind) {
        case 'outage-ended':
          outages.inc({ family: record.family, place: record.place })
          outageSeconds.inc({ family: record.family, place: record.place }, Math.max(0, record.tookMs) / 1_000)
          return
        case 'quality':
          for (const way of record.ways) {
            asked.inc({ to: way.to, family: way.family }, way.asked)
            lost.inc({ to: way.to, family: way.family }, way.lost)
          }
          return
        case 'address':
          return show(record)
        case 'line':
          // A name outweighs the router. Without one, what the line before had is nothing to this one.
          if (record.line.name === undefined) forgetLine()
          return
        case 'mail-ports':
          ports.reset()
          for (const [check, answer] of Object.entries(record.answers)) ports.set({ check, answer }, 1)
          return
        default:
      }
    },
    looked(state, { wallMs, elapsedMs }) {
      looks.inc()
      lastLook.set(wallMs / 1_000)
      const passedMs = lastElapsedMs === undefined ? 0 : elapsedMs - lastElapsedMs
      if (passedMs > 0 && passedMs <= mostIntervals * intervalMs) watched.inc(passedMs / 1_000)
      lastElapsedMs = elapsedMs
      for (const family of families) {
        const seen = state[family]
        // A silence that is being looked into is no interruption yet.
        if (seen === undefined) up.remove({ family })
        else up.set({ family }, seen.is === 'down' ? 0 : 1)
        setRtt(family, seen)
      }
    },
    heartbeat: (arrived) => beats.inc({ result: arrived ? 'arrived' : 'failed' }),
    undelivered(byWay) {
      for (const [way, count] of byWay) undelivered.set({ way }, count)
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }

  function setRtt(family: Family, seen: FamilyState | undefined): void {
    const ways = { gateway: seen?.gatewayRttMs, far: seen?.farRttMs }
    for (const [to, ms] of Object.entries(ways)) {
      // While nobody answers, the last answer is no longer true.
      if (ms === undefined || seen?.is === 'down') rtt.remove({ to, family })
      else rtt.set({ to, family }, ms / 1_000)
    }
  }
}
