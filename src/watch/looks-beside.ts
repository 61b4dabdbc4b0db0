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

type Answers = MailPorts['answers']

/** Mail ports every few hours, and what a new address is to others. */
export function looksBeside(
  { line, lookAtMail, mailPortsBefore = {}, lookAtAddress }: WatchOptions,
  note: Note,
): LooksBeside {
  const { clock } = line
  const startedMs = clock.elapsed()
  let mailDueMs = startedMs + firstMailMs
  let known: Answers = {}
  let doubted: Answers = {}
  let isWritten = false
  let mail: Promise<void> | undefined
  let address: Promise<void> | undefined
  const wanted = new Set<Family>()
  const lastKnown = new Map<Family, string>()
  let addressDueMs = startedMs
  let bug: { readonly of: unknown } | undefined

  async function lookAtPorts(look: () => Promise<Answers | undefined>): Promise<void> {
    const [byte = 0] = line.random(1)
    // Set before, since what is written down in the meantime may be a reason to look again sooner.
    mailDueMs = clock.elapsed() + mailEveryMs + ((byte - 128) / 128) * mailSpreadMs
    const answers = await look()
    // What nobody could tell this time is as it was, and so is a doubt.
    if (answers === undefined) return
    const lastTime = Object.entries(mailPortsBefore).filter(([check]) => answers[check] !== undefined)
    known = { ...Object.fromEntries(lastTime), ...known }
    const news = Object.entries(answers).filter(([check, answer]) => known[check] !== answer)
    // What was never known cannot have changed. Each port for itself: one that flickers keeps no other waiting.
    const sure = news.filter(([check, answer]) => known[check] === undefined || doubted[check] === answer)
    doubted = Object.fromEntries(news.filter((each) => !sure.includes(each)))
    if (Object.keys(doubted).length > 0) mailDueMs = Math.min(mailDueMs, clock.elapsed() + mailAgainMs)
    if (sure.length === 0 && isWritten) return
    isWritten = true
    known = { ...known, ...Object.fromEntries(sure) }
    await note([{ kind: 'mail-ports', at: clock.now(), answers: known }])
  }

  async function lookAtAddresses(look: NonNullable<WatchOptions['lookAtAddress']>): Promise<void> {
    for (const family of wanted) {
      wanted.delete(family)
      const told = await look(family)
      const text = JSON.stringify(told)
      if (told === undefined || lastKnown.get(family) === text) continue
      lastKnown.set(family, text)
      const record: KnownAs = { kind: 'known-as', at: clock.now(), ...told }
      await note([record])
    }
    addressDueMs = clock.elapsed() + addressEveryMs
  }

  const noteBug = (error: unknown) => {
    bug = { of: error }
  }

  return {
    after(records) {
      if (bug !== undefined) throw bug.of
      for (const record of records) {
        const isNew = record.kind === 'address' && record.what === 'public'
        if (isNew) wanted.add(record.family)
        if ((isNew && record.was !== undefined) || record.kind === 'router-restarted')
          mailDueMs = Math.min(mailDueMs, clock.elapsed() + mailAfterChangeMs)
      }
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
