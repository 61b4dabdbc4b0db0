import type { Family } from '../core/line.ts'
import type { KnownAs, MailPorts, WatchRecord } from '../history/record.ts'
import type { Note } from './noted.ts'
import type { WatchOptions } from './watch.ts'

/** What is looked at now and then, beside the looks at the line and without keeping them waiting. */
export interface LooksBeside {
  /** After each look: what it wrote down. */
  after(records: readonly WatchRecord[]): void
  /** Resolves when none is under way any more. */
  end(): Promise<void>
}

/** The line is to have settled, and its witnesses to be known. */
const firstMailMs = 120_000
/** A router that was updated in the night is noticed the same day. */
const mailEveryMs = 6 * 3_600_000
const mailSpreadMs = 30 * 60_000
/** After a new address or a new start of the router, mappings take a while to come back. */
const mailAfterChangeMs = 10 * 60_000
/** What one look says may be the probe's trouble, or a server that was being restarted. */
const mailAgainMs = 5 * 60_000
/** A line that changes its address every minute is no reason to ask lists every minute. */
const addressEveryMs = 10 * 60_000
/** A day: a name server that does not answer for so long is asked again when there is a new address. */
const mostTries = 144
/** No server that could be asked answers: of a port that was open that says something, of any other nothing. */
const noWitness = 'no-witness'

type Answers = MailPorts['answers']

/** What checks of mail ports answered; null: there is nothing to ask any more, as without IPv6. */
export interface MailLook {
  readonly [check: string]: string | null
}

/** Mail ports every few hours, and what a new address is to others. */
export function looksBeside(
  { line, lineName, lookAtMail, mailPortsBefore, lookAtAddress }: WatchOptions,
  note: Note,
): LooksBeside {
  const { clock } = line
  const startedMs = clock.elapsed()
  let mailDueMs = startedMs + firstMailMs
  let known: Answers = {}
  let before: Answers | undefined
  let doubted: MailLook = {}
  const down = new Set<Family>()
  let isWritten = false
  let mail: Promise<void> | undefined
  let address: Promise<void> | undefined
  /** How often each is still to be tried. */
  const wanted = new Map<Family, number>()
  const lastKnown = new Map<Family, string>()
  let addressDueMs = startedMs
  let bug: { readonly of: unknown } | undefined

  async function lookAtPorts(look: () => Promise<MailLook | undefined>): Promise<void> {
    const [byte = 0] = line.random(1)
    // Set before, since what is written down in the meantime may be a reason to look again sooner.
    mailDueMs = clock.elapsed() + mailEveryMs + ((byte - 128) / 128) * mailSpreadMs
    const answers = await look()
    // What nobody could tell this time is as it was, and so is a doubt.
    if (answers === undefined) return
    const earlier = (before ??= mailPortsBefore?.() ?? {})
    const told = Object.entries(answers).filter(([check, answer]) =>
      tells(answer, check, known[check] ?? earlier[check]),
    )
    if (told.length === 0) return
    const lastTime = Object.entries(earlier).filter(([each]) => told.some(([check]) => check === each))
    known = { ...Object.fromEntries(lastTime), ...known }
    const news = told.filter(([check, answer]) => known[check] !== answer)
    // What was never known cannot have changed. Each port for itself: one that flickers keeps no other waiting.
    const sure = news.filter(([check, answer]) => known[check] === undefined || doubted[check] === answer)
    doubted = Object.fromEntries(news.filter((each) => !sure.includes(each)))
    if (Object.keys(doubted).length > 0) mailDueMs = Math.min(mailDueMs, clock.elapsed() + mailAgainMs)
    if (sure.length === 0 && isWritten) return
    isWritten = true
    const newest = Object.entries<string | null>({ ...known, ...Object.fromEntries(sure) })
    known = Object.fromEntries(newest.flatMap(stands))
    await note([{ kind: 'mail-ports', at: clock.now(), answers: known }])
  }

  /** Whether an answer, or none, tells of a port of which that was known. */
  function tells(answer: string | null, check: string, was: string | undefined): boolean {
    if (answer === null) return was !== undefined
    if (answer !== noWitness) return true
    return (was === 'open' || was === noWitness) && ![...down].some((family) => check.endsWith(`.${family}`))
  }

  async function lookAtAddresses(look: NonNullable<WatchOptions['lookAtAddress']>): Promise<void> {
    const failed = new Map<Family, number>()
    for (const [family, left] of wanted) {
      wanted.delete(family)
      const told = await look(family)
      if (told === undefined && left > 1) failed.set(family, left - 1)
      const text = JSON.stringify(told)
      if (told === undefined || lastKnown.get(family) === text) continue
      lastKnown.set(family, text)
      const record: KnownAs = { kind: 'known-as', at: clock.now(), ...told }
      await note([record])
    }
    // A new address meanwhile begins anew.
    for (const [family, left] of failed) if (!wanted.has(family)) wanted.set(family, left)
    addressDueMs = clock.elapsed() + addressEveryMs
  }

  /** Another line has ports of its own, and what an earlier watcher knew of it may be long ago. */
  function forgetPorts(): void {
    known = {}
    before = {}
    doubted = {}
    isWritten = false
    down.clear()
    mailDueMs = Math.min(mailDueMs, clock.elapsed() + firstMailMs)
  }

  function noteRecord(record: WatchRecord): void {
    if (record.kind === 'line' && lineName === undefined) forgetPorts()
    if (record.kind === 'outage-ended') down.delete(record.family)
    if (record.kind === 'outage-began') {
      down.add(record.family)
      // The line was not up any more when nobody answered.
      doubted = Object.fromEntries(Object.entries(doubted).filter(([, answer]) => answer !== noWitness))
    }
    const isNew = record.kind === 'address' && record.what === 'public'
    if (isNew) wanted.set(record.family, mostTries)
    const isOtherBox = record.kind === 'router-restarted' || record.kind === 'line'
    if ((isNew && record.was !== undefined) || isOtherBox)
      mailDueMs = Math.min(mailDueMs, clock.elapsed() + mailAfterChangeMs)
  }

  const noteBug = (error: unknown) => {
    bug = { of: error }
  }

  return {
    after(records) {
      if (bug !== undefined) throw bug.of
      for (const record of records) noteRecord(record)
      const nowMs = clock.elapsed()
      if (lookAtMail !== undefined && mail === undefined && nowMs >= mailDueMs) {
        mail = lookAtPorts(lookAtMail)
          .catch(noteBug)
          .finally(() => {
            mail = undefined
          })
      }
      if (lookAtAddress !== undefined && address === undefined && wanted.size > 0 && nowMs >= addressDueMs) {
        address = lookAtAddresses(lookAtAddress)
          .catch(noteBug)
          .finally(() => {
            address = undefined
          })
      }
    },
    async end() {
      await Promise.all([mail, address])
    },
  }
}

function stands([check, answer]: readonly [string, string | null]): readonly (readonly [string, string])[] {
  return answer === null ? [] : [[check, answer]]
}
