import type { Asked, Service } from '../../core/asked.ts'
import { defineCheck, maybe } from '../../core/check.ts'
import type { Line } from '../../core/line.ts'
import type { Name } from '../../core/mark.ts'
import { resolveHost } from '../../protocols/dns/resolve-host.ts'
import { webPort } from '../../protocols/probe/web-port.ts'
import { askStun } from '../../protocols/stun/ask-stun.ts'
import { budgets } from '../budgets.ts'
import { type Vantage, vantageProbe } from '../vantage/probe.ts'
import { linePath } from './path.ts'

export interface PermanentFacts {
  /** How long the line was watched in this run, in milliseconds. */
  readonly watchedMs: number
  readonly looks: readonly GlanceFacts[]
  /** What earlier days have seen; null without a history. */
  readonly past: { readonly watchedMs: number; readonly outages: readonly Outage[] } | null
}

export interface GlanceFacts {
  readonly atMs: number
  readonly place: 'router' | 'far'
  readonly witness: Name
  readonly answered: boolean
}

export interface Outage {
  readonly from: string
  readonly to: string
}

/** Three glances with pauses between: enough to see a line that is down, or one that flaps every second. */
const glances = 3
const pauseMs = 1_000
const glanceMs = 800
/** The mail port that most home lines block. */
const smtpPort = 25
/** Two that are silent at every glance: one alone may be down itself. */
const enoughSilent = 2

/** Whether the line is there day and night. A few seconds say nothing about nights, and the answer says so. */
export const linePermanent = defineCheck<PermanentFacts>()({
  id: 'line.permanent',
  stem: 'line.permanent',
  title: 'The line is up day and night.',
  matters: { receive: 'required' },
  revision: 1,
  needs: { path: linePath, probe: maybe(vantageProbe) },
  budget: budgets.quietLook,
  marks: { witness: 'name' },
  answers: {
    'too-early': {
      verdict: 'warn',
      fault: 'undetermined',
      says: ({ watchedMs }) =>
        `The line was watched for ${Math.max(1, Math.round(watchedMs / 1000))} s, which says nothing about its nights.`,
      remedy:
        'Run the check again at other hours and on other days, also early in the morning, when many providers cut the line.',
    },
    down: {
      verdict: 'unknown',
      says: 'The line seems to be down right now: several places on the internet were asked, and none answered.',
      remedy: 'Look at the lamps of the router. When the line is back, run the check again.',
    },
  },
  async observe(line, { path, probe }, asked) {
    const startedMs = line.clock.elapsed()
    const router = (path.v4 ?? path.v6)?.router
    const looks: GlanceFacts[] = []
    for (let round = 0; round < glances; round += 1) {
      const atMs = Math.round(line.clock.elapsed() - startedMs)
      const seen = await Promise.all([
        router === undefined ? [] : glanceAtRouter(line, router),
        glancesFar(line, asked, probe, path.v4 === undefined ? 'v6' : 'v4'),
      ])
      looks.push(...seen.flat().map((glance) => ({ atMs, ...glance })))
      if (round < glances - 1) await line.clock.pause(pauseMs)
    }
    const past = await line.past.permanence()
    return {
      watchedMs: Math.round(line.clock.elapsed() - startedMs),
      looks,
      past: past === undefined ? null : { watchedMs: past.watchedMs, outages: past.outages },
    }
  },
  judge({ looks }) {
    const far = looks.filter(({ place }) => place === 'far')
    const asked = new Set(far.map(({ witness }) => witness))
    return asked.size >= enoughSilent && far.every(({ answered }) => !answered) ? 'down' : 'too-early'
  },
})

type Glance = Omit<GlanceFacts, 'atMs'>

async function glanceAtRouter(line: Line, router: string): Promise<Glance> {
  const reply = await line.hops.echo(router, { ms: glanceMs })
  return { place: 'router', witness: router, answered: reply.ok }
}

/** One's own probe may be asked at every glance; public servers only where there is no probe to ask. */
async function glancesFar(
  line: Line,
  asked: Asked,
  probe: Vantage | undefined,
  family: 'v4' | 'v6',
): Promise<readonly Glance[]> {
  const session = probe?.[family]
  if (session !== undefined) return [await knock(line, session.address, webPort(session.probe))]
  const seen = await Promise.all(
    asked.stun.slice(0, enoughSilent).map(({ host, port }) => glanceAtStun(line, family, host, port)),
  )
  // Some networks let no UDP out, and a STUN server may be down: the line is not, as long as a TCP connection stands.
  const server = asked.servers.find(({ port }) => port !== smtpPort)
  if (seen.some(({ answered }) => answered) || server === undefined) return seen
  return [...seen, await glanceAtServer(line, family, server)]
}

async function glanceAtServer(line: Line, family: 'v4' | 'v6', { host, port }: Service): Promise<Glance> {
  const resolved = await resolveHost(line.within(glanceMs), family, host)
  const { answered } = resolved.ok ? await knock(line, resolved.value, port) : { answered: false }
  return { place: 'far', witness: host, answered }
}

async function knock(line: Line, address: string, port: number): Promise<Glance> {
  const dialled = await line.dial({ address, port }, { connectMs: glanceMs })
  if (dialled.ok) dialled.value.end()
  return { place: 'far', witness: address, answered: dialled.ok }
}

async function glanceAtStun(line: Line, family: 'v4' | 'v6', host: string, port: number): Promise<Glance> {
  const resolved = await resolveHost(line.within(glanceMs), family, host)
  const answer = resolved.ok
    ? await askStun(line.within(glanceMs), { address: resolved.value, port }, family)
    : resolved
  return { place: 'far', witness: host, answered: answer.ok }
}
