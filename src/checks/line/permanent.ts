import type { Asked, Service } from '../../core/asked.ts'
import { defineCheck, maybe } from '../../core/check.ts'
import type { Line } from '../../core/line.ts'
import type { Permanence } from '../../core/past.ts'
import type { Name } from '../../core/mark.ts'
import { resolveHost } from '../../protocols/dns/resolve-host.ts'
import { webPort } from '../../protocols/probe/web-port.ts'
import { askStun } from '../../protocols/stun/ask-stun.ts'
import { budgets } from '../budgets.ts'
import { type Vantage, vantageProbe } from '../vantage/probe.ts'
import { type CountedOutage, type OutageSums, outageSums } from './outage-sums.ts'
import { linePath } from './path.ts'
import { spokenTime } from './spoken-time.ts'

export interface PermanentFacts {
  /** How long the line was watched in this run, in milliseconds. */
  readonly watchedMs: number
  readonly looks: readonly GlanceFacts[]
  /** What the last 30 days have seen; null without a history. */
  readonly past: PastFacts | null
}

export interface PastFacts {
  readonly from: string
  readonly to: string
  /** How long somebody looked in between, and how many whole nights of it. */
  readonly watchedMs: number
  readonly nights: number
  readonly outages: readonly OutageFacts[]
  /** Questions that went unanswered while the line was up. */
  readonly gateway: LossFacts | null
  readonly far: LossFacts | null
}

export interface OutageFacts extends CountedOutage {
  readonly from: string
}

export interface LossFacts {
  readonly asked: number
  readonly lost: number
}

export interface GlanceFacts {
  readonly atMs: number
  readonly place: 'router' | 'far'
  readonly witness: Name
  readonly answered: boolean
}

/** Three glances with pauses between: enough to see a line that is down, or one that flaps every second. */
const glances = 3
const pauseMs = 1_000
const glanceMs = 800
/** The mail port that most home lines block. */
const smtpPort = 25
/** Two that are silent at every glance: one alone may be down itself. */
const enoughSilent = 2

/** Providers cut lines at night and work on them at weekends: less than three days and nights says little. */
const enoughWatchedMs = 3 * 86_400_000
const enoughNights = 3
/**
 * Up to here nobody who writes to you notices: the next attempt comes minutes later. A nightly reconnect takes a minute or two.
 */
const unnoticed = { longestMs: 150_000, share: 0.999, aDay: 2 } as const
/**
 * Beyond, mail is late again and again. It is not lost (RFC 5321 §4.5.4.1: senders try for four to five days), so one bad day
 * in a month is not yet it: 1 % are seven hours.
 */
const bearable = { share: 0.99, long: 1, aDay: 12 } as const
/** TCP makes up for less without being felt. */
const muchLoss = 0.02
/** Fewer questions make no percentage. */
const enoughAsked = 200

/** Whether the line is there day and night. A few seconds say nothing about nights, and the answer says so. */
export const linePermanent = defineCheck<PermanentFacts>()({
  id: 'line.permanent',
  stem: 'line.permanent',
  title: 'The line is up day and night.',
  matters: { receive: 'required', send: 'recommended', access: 'recommended' },
  revision: 2,
  needs: { path: linePath, probe: maybe(vantageProbe) },
  budget: budgets.quietLook,
  marks: { witness: 'name' },
  answers: {
    permanent: {
      verdict: 'pass',
      says: ({ past }) => `The line was up ${uptime(past)}.${loss(past)}`,
    },
    'too-early': {
      verdict: 'warn',
      fault: 'undetermined',
      says: ({ watchedMs, past }) =>
        past === null
          ? `The line was watched for ${spokenTime(watchedMs)}, which says nothing about its nights.`
          : `The line was up ${uptime(past)}. That is too short to tell: it takes three days and nights.`,
      remedy:
        'Leave "mailworthy watch" running for some days, on the machine that would carry the mail, and run the check again ("mailworthy watch --install" keeps it running).',
    },
    lossy: {
      verdict: 'warn',
      fault: 'undetermined',
      says: ({ past }) => `The line loses much of what is sent.${loss(past)} It was up ${uptime(past)}.`,
      remedy: ({ past }) =>
        isMuch(past?.gateway)
          ? 'Much is lost between this machine and the router already: use a cable instead of Wi-Fi, or change the cable, and look again after a day.'
          : 'Nothing much is lost up to the router. Look at its page for the state of the line (errors, noise, a line that is fully used), and show the provider "mailworthy history".',
    },
    'short-outages': {
      verdict: 'warn',
      fault: ({ past }) => sumsOf(past).fault,
      says: ({ past }) =>
        `The line was up ${uptime(past)}.${atHour(past)} Mail that comes meanwhile is late, not lost.`,
      remedy: ({ past }) =>
        toDo(past, {
          near: `${lookNear} A second exchanger (MX) elsewhere would take mail meanwhile.`,
          far:
            sumsOf(past).hour === undefined
              ? 'Ask whoever is at fault, with the list that "mailworthy history" makes: it shows when and where each was. A second exchanger (MX) elsewhere would take mail meanwhile.'
              : 'If the provider cuts the line every day, many routers let you choose the hour, or keep the session up. "mailworthy history" shows each.',
        }),
    },
    interrupted: {
      verdict: 'fail',
      fault: ({ past }) => sumsOf(past).fault,
      says: ({ past }) => `The line was up only ${uptime(past)}.${atHour(past)} Mail would be late again and again.`,
      remedy: ({ past }) =>
        toDo(past, {
          near: `${lookNear} Until then let a second exchanger (MX) or a relay elsewhere take the mail.`,
          far: 'Show the provider the list that "mailworthy history" makes, and ask for a repair or another line. Until then let a second exchanger (MX) or a relay elsewhere take the mail.',
        }),
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
      past: past === undefined ? null : pastFacts(past),
    }
  },
  judge({ looks, past }) {
    const far = looks.filter(({ place }) => place === 'far')
    const asked = new Set(far.map(({ witness }) => witness))
    if (asked.size >= enoughSilent && far.every(({ answered }) => !answered)) return 'down'
    if (past === null) return 'too-early'
    const { share, long, longestMs, aDay } = sumsOf(past)
    // What was seen was seen, however short: a line that is down for hours twice a day needs no third day.
    if (long > bearable.long) return 'interrupted'
    if (past.watchedMs < enoughWatchedMs || past.nights < enoughNights) return 'too-early'
    if (share < bearable.share || aDay > bearable.aDay) return 'interrupted'
    if (share < unnoticed.share || longestMs > unnoticed.longestMs || aDay > unnoticed.aDay) return 'short-outages'
    return isMuch(past.far) ? 'lossy' : 'permanent'
  },
})

function pastFacts(past: Permanence): PastFacts {
  const { from, to, watchedMs, nights, outages, gateway = null, far = null } = past
  return {
    from,
    to,
    watchedMs: Math.round(watchedMs),
    nights,
    outages: outages.map((each) => ({
      from: each.from,
      tookMs: Math.round(each.tookMs),
      place: each.place,
      ...(each.hour === undefined ? {} : { hour: each.hour }),
    })),
    gateway,
    far,
  }
}

function sumsOf(past: PastFacts | null): OutageSums {
  return outageSums(past?.watchedMs ?? 0, past?.outages ?? [])
}

/** No provider can mend what lies up to the router. */
const lookNear =
  'Most were at home: this machine did not reach the router, or that had restarted. Use a cable instead of Wi-Fi, or another cable, and look at the power of the router and of what is in between, and at whether the router restarts by itself; "mailworthy history" shows when.'

const lookBoth =
  'Part of it was at home: look at the cable or Wi-Fi up to the router, and at its power; "mailworthy history" shows which. The rest lay behind the router.'

function toDo(past: PastFacts | null, { near, far }: { readonly near: string; readonly far: string }): string {
  const { side } = sumsOf(past)
  return side === 'near' ? near : side === 'far' ? far : `${lookBoth} ${far}`
}

/** `99.93 % of the 12 days that somebody watched it: 4 interruptions, the longest 3 min`. Never rounded up to 100. */
function uptime(past: PastFacts | null): string {
  const { share, count, longestMs } = sumsOf(past)
  const time = spokenTime(past?.watchedMs ?? 0)
  if (count === 0) return `all of the ${time} that somebody watched it`
  const percent = Math.min(Math.floor(share * 10_000) / 100, 99.99)
  const longest =
    count === 1
      ? `one interruption, of ${spokenTime(longestMs)}`
      : `${count} interruptions, the longest ${spokenTime(longestMs)}`
  return `${percent} % of the ${time} that somebody watched it: ${longest}`
}

function atHour(past: PastFacts | null): string {
  const { hour } = sumsOf(past)
  return hour === undefined ? '' : ` Most began between ${hour} and ${(hour + 1) % 24} o'clock.`
}

function loss(past: PastFacts | null): string {
  if (past === null || past.far === null || past.far.asked < enoughAsked) return ''
  const { asked, lost } = past.far
  return ` Of ${asked} questions to others ${lost === 0 ? 'none' : lost} went unanswered (${Math.round((lost / asked) * 1_000) / 10} %).`
}

function isMuch(losses: LossFacts | null | undefined): boolean {
  return (
    losses !== null && losses !== undefined && losses.asked >= enoughAsked && losses.lost / losses.asked >= muchLoss
  )
}

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
