import type { Family } from '../../core/line.ts'
import type { OutageBegan, OutageEnded } from '../../history/record.ts'
import type { Happened } from '../event.ts'

/** Something to tell, and when it happened. */
export interface News {
  readonly at: string
  readonly happened: Happened
}

/** An interruption that is over within a minute is told once, when it is over: whoever is called wants to be needed. */
export const settledMs = 60_000
/** Shorter ones are in the history: mail waits for minutes anyway (RFC 5321 §4.5.4.1). */
export const shortestToldMs = 10_000
/** A third interruption within an hour is one thing to know and no longer three. */
export const unsteadyFrom = 3
export const unsteadyWithinMs = 60 * 60_000
/** While the line is unsteady, one that lasts is still worth a word of its own. */
export const longMs = 10 * 60_000

interface Open {
  readonly began: OutageBegan
  /** By a clock that never jumps. */
  readonly beganMs: number
  told: boolean
  /** An earlier watcher saw it begin. */
  readonly isRecalled: boolean
}

/** What there is to tell of the interruptions of one family. Times in ms are of a clock that never jumps. */
export function outageNews(family: Family): {
  /** What an earlier watcher saw begin on this line, and until when; undefined on a line of which nothing is known. */
  recall(open: { readonly began: OutageBegan; readonly until: string } | undefined): void
  began(record: OutageBegan, nowMs: number): void
  ended(record: OutageEnded, nowMs: number): readonly News[]
  /** What has become worth telling meanwhile. */
  at(nowMs: number): readonly News[]
  /** It is up, since then: what an earlier watcher saw begin is over. */
  isUp(since: string): readonly News[]
  /** Nobody watches any more: what was open will never be seen to end. */
  forget(): void
} {
  let open: Open | undefined
  /** When those of the last hour began and how long they took; the newest last. */
  let recent: { readonly beganMs: number; readonly from: string; readonly tookMs: number }[] = []
  let unsteadyToldMs: number | undefined

  function toldOfLate(nowMs: number): boolean {
    return unsteadyToldMs !== undefined && nowMs - unsteadyToldMs < unsteadyWithinMs
  }

  /** The one that is open among them. */
  function isUnsteady(nowMs: number): boolean {
    recent = recent.filter(({ beganMs }) => nowMs - beganMs < unsteadyWithinMs)
    return recent.length + (open === undefined ? 0 : 1) >= unsteadyFrom
  }

  return {
    recall(last) {
      if (open?.isRecalled) open = undefined
      if (last === undefined) return
      const { began, until } = last
      // Whoever was not told of its beginning need not be told of its end.
      if (Date.parse(until) - Date.parse(began.from.time) < settledMs) return
      open = { began, beganMs: Number.NEGATIVE_INFINITY, told: true, isRecalled: true }
    },
    began(record, nowMs) {
      // The same one as before the watcher was started anew.
      if (record.foundSo && open?.isRecalled) return
      // It was settled some looks after it began.
      const agoMs = Math.max(0, Date.parse(record.at) - Date.parse(record.from.time))
      open = { began: record, beganMs: nowMs - agoMs, told: false, isRecalled: false }
    },
    ended(record, nowMs) {
      const was = open
      const wasTold = was?.told === true
      open = undefined
      if (record.planned && !wasTold) return []
      recent.push({ beganMs: nowMs - record.tookMs, from: record.from.time, tookMs: record.tookMs })
      // Whoever was told of its beginning is waiting for this.
      if (wasTold) {
        return [was.isRecalled ? endSpan({ ...record, from: was.began.from }, record.to.time, 'middle') : end(record)]
      }
      if (toldOfLate(nowMs)) return []
      if (!isUnsteady(nowMs)) return record.tookMs >= shortestToldMs ? [end(record)] : []
      unsteadyToldMs = nowMs
      const tookMs = recent.reduce((sum, one) => sum + one.tookMs, 0)
      const happened = {
        event: 'flapping',
        family,
        outages: recent.length,
        seconds: Math.round(tookMs / 1_000),
        from: wholeSeconds(recent[0]?.from ?? record.from.time),
        to: wholeSeconds(record.to.time),
      } as const
      return [{ at: happened.to, happened }]
    },
    at(nowMs) {
      if (open === undefined || open.told) return []
      if (nowMs - open.beganMs < (toldOfLate(nowMs) || isUnsteady(nowMs) ? longMs : settledMs)) return []
      open.told = true
      const { from, place, foundSo } = open.began
      const happened = { event: 'outage-began', family, place, ...(foundSo && { unseen: 'begin' as const }) } as const
      return [{ at: wholeSeconds(from.time), happened }]
    },
    isUp(since) {
      if (!open?.isRecalled) return []
      const { told, began } = open
      open = undefined
      return told ? [endSpan(began, since, 'end')] : []
    },
    forget() {
      open = undefined
    },
  }

  function end({ from, to, tookMs, place, foundSo, notOffered }: OutageEnded): News {
    const happened = {
      event: 'outage-ended',
      family,
      place,
      from: wholeSeconds(from.time),
      to: wholeSeconds(to.time),
      seconds: Math.round(tookMs / 1_000),
      ...(foundSo && { unseen: 'begin' as const }),
      ...(notOffered && { notOffered }),
    } as const
    return { at: happened.to, happened }
  }

  /** The clock that never jumps did not outlive the watcher. */
  function endSpan(
    { from, place, notOffered }: Pick<OutageBegan, 'from' | 'place'> & Pick<OutageEnded, 'notOffered'>,
    until: string,
    unseen: 'middle' | 'end',
  ): News {
    const seconds = Math.max(0, Math.round((Date.parse(until) - Date.parse(from.time)) / 1_000))
    const [began, to] = [wholeSeconds(from.time), wholeSeconds(until)]
    const happened = { event: 'outage-ended', family, place, from: began, to, seconds, unseen } as const
    return { at: to, happened: { ...happened, ...(notOffered && { notOffered }) } }
  }
}

/** No look is so exact that thousandths would mean anything. */
export function wholeSeconds(time: string): string {
  return `${new Date(Math.round(Date.parse(time) / 1_000) * 1_000).toISOString().slice(0, 19)}Z`
}
