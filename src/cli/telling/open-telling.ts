import { randomUUID } from 'node:crypto'
import { failed, failures, type Outcome, success } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import type { WatchRecord } from '../../history/record.ts'
import { written } from '../../system/endpoint.ts'
import { heartbeat } from '../../system/telling/heartbeat.ts'
import { isLoopback, type MetricsServer, metricsServer } from '../../system/telling/metrics-server.ts'
import { openOutbox, type Outbox } from '../../system/telling/outbox.ts'
import { fileSpool } from '../../system/telling/spool.ts'
import type { WatchEvent } from '../../watch/event.ts'
import { eventsOf } from '../../watch/telling/events-of.ts'
import type { KnownBefore } from '../../watch/telling/known-before.ts'
import type { TrackerState } from '../../watch/tracker.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { messageOf } from './message-of.ts'
import { tellersOf } from './tellers-of.ts'
import type { TellingAsked } from './telling-asked.ts'

export interface TellingOptions {
  readonly asked: TellingAsked
  readonly line: Pick<Line, 'request' | 'clock'>
  readonly lineName?: string
  readonly intervalMs: number
  /** Where what cannot be told yet is kept. */
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  readonly version: string
  /** What watchers knew before: a change over a restart is a change. */
  readonly before?: KnownBefore
  /** What the user should know: one sentence without its end. */
  readonly complain: (says: string) => void
}

/** Everything that a watcher tells others. */
export interface Telling {
  onRecord(record: WatchRecord): void
  onLook(state: TrackerState): void
  /** Where metrics are, if anywhere. */
  readonly metricsAt: string | undefined
  /** What is still to be told stays on the disk. */
  close(): Promise<void>
}

/** Without a look for so many intervals the watcher is stuck, and no sign of life is true. */
const mostIntervals = 3

/** Begins to tell. Fails only where metrics were asked for and their port cannot be had; `detail` says so. */
export async function openTelling(options: TellingOptions): Promise<Outcome<Telling>> {
  const { asked, line, intervalMs, complain } = options
  const { clock } = line
  const life = new AbortController()
  const serving = await served(options)
  if (!serving.ok) return serving
  const { metrics, server } = serving.value ?? {}

  const events = eventsOf({
    clock,
    newId: randomUUID,
    ...(options.lineName !== undefined && { lineName: options.lineName }),
    ...(options.before !== undefined && { before: options.before }),
  })
  const tellers = tellersOf(asked, line, options.env)
  const outbox: Outbox | undefined =
    tellers.length === 0 ? undefined : await openOutbox({ tellers, spool: fileSpool(options.folder), clock, complain })

  let lastLook: { readonly atMs: number; readonly state: TrackerState } | undefined
  const isAlive = () => {
    if (lastLook === undefined || clock.elapsed() - lastLook.atMs > mostIntervals * intervalMs) return false
    const { v4, v6 } = lastLook.state
    return [v4, v6].some((family) => family !== undefined && family.is !== 'down')
  }
  const beating =
    asked.heartbeat === undefined
      ? undefined
      : heartbeat({
          request: (one) => line.request(one),
          url: asked.heartbeat,
          isAlive,
          signal: life.signal,
          onSent: (arrived) => metrics?.heartbeat(arrived),
        })

  function tell(news: readonly WatchEvent[]): void {
    if (outbox === undefined) return
    for (const event of news) void outbox.put(messageOf(event))
  }

  return success({
    onRecord(record) {
      metrics?.take(record)
      tell(events.take(record))
    },
    onLook(state) {
      lastLook = { atMs: clock.elapsed(), state }
      metrics?.looked(state, { wallMs: Date.parse(clock.now()), elapsedMs: clock.elapsed() })
      tell(events.due(state))
      if (outbox !== undefined) metrics?.undelivered(outbox.waiting)
    },
    metricsAt: server && `http://${written(server.local)}/metrics`,
    async close() {
      life.abort(new DOMException('nothing more is told', 'AbortError'))
      await Promise.all([outbox?.close(), server?.close(), beating])
    },
  })
}

interface Served {
  readonly metrics: Metrics
  readonly server: MetricsServer
}

/** Loaded only where they are asked for: a small machine need not carry them. */
async function served({ asked, version, intervalMs }: TellingOptions): Promise<Outcome<Served | undefined>> {
  if (asked.metrics === undefined) return success(undefined)
  const { lineMetrics } = await import('../metrics/metrics.ts')
  const metrics = lineMetrics({ version, intervalMs, addresses: isLoopback(asked.metrics.address) })
  const server = await metricsServer(asked.metrics, metrics)
  if (server.ok) return success({ metrics, server: server.value })
  return failed(server.failure, `metrics cannot be shown at ${written(asked.metrics)}: ${failures[server.failure]}`)
}
