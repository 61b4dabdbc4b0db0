import type { Clock } from '../../core/line.ts'
import type { Look, NextLook } from '../look.ts'
import { addressesIn, type AsItIs, hearsRouter, isKnownAgain, isSilent, isUp } from './reboot-looks.ts'
import type { EpochHeard } from '../../protocols/router/restarted.ts'
import { clockIn, hasRunOn } from './router-ran-on.ts'

/** What the guided test works with: a line to look at, and somebody to talk to. */
export interface RebootGuide {
  readonly clock: Clock
  look(whom: NextLook['whom']): Promise<Look>
  /** What the router leads to this machine; undefined where it does not tell. Changes nothing. */
  mappings(): Promise<readonly string[] | undefined>
  say(step: RebootStep): void
  /** What is being waited for, and for how long yet, ms. */
  show(waiting: RebootWait, leftMs: number): void
  /** For how long the router is to be off. */
  readonly offMs: number
  readonly signal: AbortSignal
}

/** What the user is told on the way. */
export type RebootStep =
  | { readonly step: 'switch-off'; readonly before: RebootState }
  | { readonly step: 'is-off' }
  /** It answers again so soon that it was not off: wait for another silence. */
  | { readonly step: 'was-short' }
  | { readonly step: 'switch-on' }
  /** `early`: before it was asked for. */
  | { readonly step: 'is-back'; readonly early: boolean }
  | { readonly step: 'is-up' }

export type RebootWait = 'line' | 'silence' | 'off' | 'router' | 'return' | 'addresses' | 'mappings'

export interface RebootState extends AsItIs {
  readonly mappings?: readonly string[]
}

/** How it ended. All times are ISO 8601, UTC. */
export type RebootEnded =
  | {
      readonly kind: 'done'
      readonly offFrom: string
      readonly to: string
      /** From the silence of the router to its first answer, and from there to the first answer of the internet. */
      readonly offMs: number
      readonly reconnectMs: number
      readonly early: boolean
      readonly before: RebootState
      readonly after: RebootState
    }
  /** The router never was off: nothing has happened. `ran-on`: it was silent, but its own clock says that it was running. */
  | { readonly kind: 'not-begun'; readonly why: 'no-line' | 'never-silent' | 'ran-on' | 'interrupted' }
  /** It was off, and the test ends before the line is back. */
  | {
      readonly kind: 'not-back'
      readonly why: 'too-long' | 'interrupted'
      /** Whether the router itself answers again. */
      readonly router: boolean
      readonly offFrom: string
      readonly to: string
      readonly before: RebootState
    }

/** Two witnesses have a dozen chances to answer by then. */
export const findMs = 30_000
/** To walk to the box; whoever takes longer begins anew. */
export const switchOffMs = 10 * 60_000
/** A slow router needs three minutes, an update on the way ten. */
export const returnMs = 15 * 60_000
/** IPv6 may come up a minute or two after IPv4. */
export const settleMs = 3 * 60_000
/** UPnP is the last that a router starts. */
export const mappingsMs = 60_000

const lookEveryMs = 1_000
/** Strangers who are asked for a quarter of an hour are asked more seldom. */
const farEveryMs = 3_000
const mappingsEveryMs = 10_000
/** No router starts faster than that: what answers again sooner had a hiccup, or its cable did. */
export const fastestStartMs = 15_000
/** A packet is lost now and then. */
const enoughSilences = 2

/** Guides the user through a restart of the router. Looks only; ends when the signal comes, and every wait has an end. */
export async function guidedReboot(guide: RebootGuide): Promise<RebootEnded> {
  const { clock, signal, offMs } = guide

  /** Looks until one is so, for `ms` at most. */
  async function until(
    waiting: RebootWait,
    ms: number,
    { whom, everyMs }: { readonly whom: NextLook['whom']; readonly everyMs: number },
    is: (look: Look) => boolean,
  ): Promise<Look | undefined> {
    const endMs = clock.elapsed() + ms
    while (!signal.aborted) {
      const startedMs = clock.elapsed()
      if (startedMs >= endMs) return undefined
      guide.show(waiting, endMs - startedMs)
      const look = await guide.look(whom)
      // What was cut short has only failed for want of time.
      if (signal.aborted) return undefined
      if (is(look)) return look
      await pause(everyMs - (clock.elapsed() - startedMs))
    }
    return undefined
  }

  /** Patience is for answers that are slow to come, not for the time between two looks. */
  async function pause(ms: number): Promise<void> {
    if (ms > 0) await clock.pause(ms / (clock.patience ?? 1))
  }

  /** The first of the looks that were answered by nobody, once there are enough in a row. */
  async function firstSilence(ms: number, how: { readonly whom: NextLook['whom']; readonly everyMs: number }) {
    let silences: readonly Look[] = []
    await until('silence', ms, how, (look) => {
      silences = isSilent(look) ? [...silences, look] : []
      return silences.length >= enoughSilences
    })
    return silences.length >= enoughSilences ? silences[0] : undefined
  }

  async function mappingsAgain(): Promise<readonly string[] | undefined> {
    const endMs = clock.elapsed() + mappingsMs
    while (!signal.aborted && clock.elapsed() < endMs) {
      guide.show('mappings', endMs - clock.elapsed())
      const told = await guide.mappings()
      if (told !== undefined) return told
      await pause(mappingsEveryMs)
    }
    return undefined
  }

  const everybody = { whom: 'all', everyMs: farEveryMs } as const
  let addresses: AsItIs = {}
  let routerIsHeard = false
  let clockBefore: EpochHeard | undefined
  const first = await until('line', findMs, { ...everybody, everyMs: lookEveryMs }, (look) => {
    addresses = { ...addresses, ...addressesIn(look) }
    routerIsHeard ||= hearsRouter(look)
    clockBefore = clockIn(look) ?? clockBefore
    return isUp(look) && (addresses.v4 ?? addresses.v6Prefix) !== undefined
  })
  if (first === undefined) return { kind: 'not-begun', why: signal.aborted ? 'interrupted' : 'no-line' }
  // Once more: the other family and the router's own word may come a look later.
  const second = await guide.look('all')
  addresses = { ...addresses, ...addressesIn(second) }
  routerIsHeard ||= hearsRouter(second)
  clockBefore = clockIn(second) ?? clockBefore
  const mapped = await guide.mappings()
  if (signal.aborted) return { kind: 'not-begun', why: 'interrupted' }
  const before: RebootState = { ...addresses, ...(mapped !== undefined && { mappings: mapped }) }

  // One that answers nothing is known to be off by the silence of all others.
  const near = { whom: routerIsHeard ? 'near' : 'all', everyMs: lookEveryMs } as const
  const isBack = (look: Look) => (routerIsHeard ? hearsRouter(look) : isUp(look))
  guide.say({ step: 'switch-off', before })
  const switchedOffByMs = clock.elapsed() + switchOffMs
  let off: { readonly silence: Look; readonly early: Look | undefined } | undefined
  while (off === undefined) {
    const silence = await firstSilence(switchedOffByMs - clock.elapsed(), near)
    if (silence === undefined) return { kind: 'not-begun', why: signal.aborted ? 'interrupted' : 'never-silent' }
    guide.say({ step: 'is-off' })
    const offAtMs = silence.moment.elapsedMs
    const early = await until('off', offMs - (clock.elapsed() - offAtMs), near, isBack)
    const wasOff = early === undefined || early.moment.elapsedMs - offAtMs >= fastestStartMs
    if (wasOff) off = { silence, early }
    else guide.say({ step: 'was-short' })
  }
  const { silence, early } = off
  const offFrom = silence.moment.wall
  const offAtMs = silence.moment.elapsedMs

  const notBack = (router: boolean): RebootEnded => ({
    kind: 'not-back',
    why: signal.aborted ? 'interrupted' : 'too-long',
    router,
    offFrom,
    to: clock.now(),
    before,
  })
  if (signal.aborted) return notBack(false)
  if (early === undefined) guide.say({ step: 'switch-on' })
  const back = early ?? (await until('router', returnMs, near, isBack))
  if (back === undefined) return notBack(false)
  guide.say({ step: 'is-back', early: early !== undefined })

  let found: AsItIs = {}
  let clockAfter: EpochHeard | undefined
  const note = (look: Look) => {
    clockAfter = clockIn(look) ?? clockAfter
    if (isUp(look)) found = { ...found, ...addressesIn(look) }
    return isUp(look)
  }
  const up = await until('return', returnMs, everybody, note)
  if (up === undefined) return notBack(true)
  guide.say({ step: 'is-up' })
  await until('addresses', settleMs, everybody, (look) => note(look) && isKnownAgain(before, found))
  // Somebody has pulled another plug: the address was not put to the test.
  if (hasRunOn(clockBefore, clockAfter)) return { kind: 'not-begun', why: 'ran-on' }
  const mappedNow = before.mappings && (await mappingsAgain())
  if (signal.aborted) return notBack(true)
  return {
    kind: 'done',
    offFrom,
    to: up.moment.wall,
    offMs: back.moment.elapsedMs - offAtMs,
    reconnectMs: up.moment.elapsedMs - back.moment.elapsedMs,
    early: early !== undefined,
    before,
    after: { ...found, ...(mappedNow !== undefined && { mappings: mappedNow }) },
  }
}
