import { expect, it } from 'vitest'
import { type Failure, failed, success } from '../../../src/core/failure.ts'
import type { Line } from '../../../src/core/line.ts'
import type { OpenSession } from '../../../src/protocols/probe/open-session.ts'
import { howLongIdle } from '../../../src/watch/idle/how-long-idle.ts'
import { echoReply, imapTag } from '../../../src/wire/echo-dialogue.ts'
import { idleGo, idleOver, idlePort } from '../../../src/wire/idle.ts'
import { nonce, probeFixture } from '../protocols/probe/session-fixture.ts'
import { scripted, type Step } from '../scripted-conversation.ts'
import { silentLine } from '../silent-line.ts'
import { virtualClock } from '../virtual-clock.ts'

/** What becomes of a silence: the probe's word comes, is late by so long, never comes, or the connection ends otherwise. */
type Fate = 'word' | { readonly lateMs: number } | 'nothing' | 'reset' | 'cancelled' | 'no'

const fixture = probeFixture()
const open = (mostS?: number): OpenSession => ({
  ...fixture.open,
  session: { ...fixture.session, ...(mostS !== undefined && { idle: { mostS } }) },
})

function script(seconds: number, fate: Fate): readonly Step[] {
  const met: readonly Step[] = [
    { says: '* OK probe.test' },
    { hears: / ID / },
    { says: echoReply('probe.test', idlePort, nonce) },
    { says: `${imapTag} OK done` },
    { hears: `i1 XIDLE ${seconds}` },
  ]
  if (fate === 'no') return [...met, { says: 'i1 NO too many at once' }]
  const kept: readonly Step[] = [...met, { says: idleGo(seconds) }]
  if (fate === 'word') return [...kept, { silentMs: seconds * 1_000 }, { says: idleOver(seconds) }]
  if (fate === 'reset') return [...kept, { silentMs: seconds * 500 }, { ends: 'reset' }]
  if (typeof fate === 'object')
    return [...kept, { silentMs: seconds * 1_000 + fate.lateMs }, { says: idleOver(seconds) }]
  return kept
}

interface Played {
  readonly mostS?: number
  readonly patience?: number
  /** What becomes of a connection that is made afterwards. */
  readonly afterwards?: Failure
}

/** Each silence with what becomes of it. */
async function played(fates: Readonly<Record<number, Fate>>, { mostS = 1_860, patience, afterwards }: Played = {}) {
  const waiting = Object.entries(fates).map(([seconds, fate]) => ({ seconds: Number(seconds), fate }))
  const silences = waiting.map(({ seconds }) => seconds)
  const dial: Line['dial'] = async () => {
    const next = waiting.shift()
    if (next === undefined && afterwards !== undefined) return failed(afterwards)
    const { conversation } = scripted(next === undefined ? [] : script(next.seconds, next.fate))
    if (next?.fate !== 'cancelled') return success(conversation)
    let lines = 0
    return success({
      ...conversation,
      // The fifth line is the probe's word: the signal to end comes first.
      readLine: async (options) => ((lines += 1) < 5 ? conversation.readLine(options) : failed('cancelled')),
    })
  }
  const clock = { ...virtualClock(), ...(patience !== undefined && { patience }) }
  return howLongIdle(silentLine({ dial, clock }), open(mostS), silences)
}

const found = (keptS?: number, lostS?: number) => ({
  family: 'v4',
  ...(keptS !== undefined && { keptMs: keptS * 1_000 }),
  ...(lostS !== undefined && { lostMs: lostS * 1_000 }),
})

it.each<readonly [string, Readonly<Record<number, Fate>>, ReturnType<typeof found>]>([
  ['a box that keeps them all', { 60: 'word', 300: 'word', 1740: 'word' }, found(1740)],
  ['one that forgets after some time', { 60: 'word', 300: 'nothing', 1740: 'nothing' }, found(60, 300)],
  ['one that forgets at once', { 60: 'nothing', 300: 'nothing' }, found(undefined, 60)],
  ['one that says so', { 60: 'word', 300: 'reset', 1740: 'reset' }, found(60, 300)],
  ['a word that had to be sent three times', { 60: { lateMs: 7_000 }, 300: 'word' }, found(300)],
  ['one that was lost by chance, for a longer one was kept', { 60: 'nothing', 300: 'word' }, found(300)],
  ['a probe that had no room for one of them', { 60: 'word', 150: 'no', 300: 'nothing' }, found(60, 300)],
])('%s', async (_what, fates, wanted) => expect(await played(fates)).toEqual(wanted))

it.each<readonly [string, Readonly<Record<number, Fate>>, Played]>([
  ['the line is down afterwards', { 60: 'word', 300: 'nothing' }, { afterwards: 'timed-out' }],
  ['the watching was over before the last', { 60: 'word', 300: 'nothing', 1740: 'cancelled' }, {}],
  ['the probe had no room for the longest', { 60: 'word', 300: 'no' }, {}],
  ['the probe had no room at all', { 60: 'no', 300: 'no' }, {}],
  ['the probe allows none so long', { 60: 'word', 300: 'word' }, { mostS: 30 }],
])('says nothing where %s', async (_what, fates, more) => expect(await played(fates, more)).toBeUndefined())

it('says what was kept of those that the probe allows', async () => {
  expect(await played({ 60: 'word', 300: 'word' }, { mostS: 100 })).toEqual(found(60))
})

it('asks nothing of a probe that knows no silences', async () => {
  const dial: Line['dial'] = async () => {
    throw new TypeError('asked')
  }
  expect(await howLongIdle(silentLine({ dial }), open())).toBeUndefined()
})

it.each([0.1, 20])('patience makes a silence no longer, and no shorter: %d', async (patience) => {
  // The line stretches the wait, the probe does not stretch its silence.
  const waits: number[] = []
  const dial: Line['dial'] = async () => {
    const { conversation } = scripted(script(300, 'word'))
    return success({
      ...conversation,
      readLine: async (options) => {
        waits.push((options?.ms ?? 0) * patience)
        return conversation.readLine({ ...options, ms: (options?.ms ?? 0) * patience })
      },
    })
  }
  const line = silentLine({ dial, clock: { ...virtualClock(), patience } })
  expect(await howLongIdle(line, open(1_860), [300])).toEqual(found(300))
  expect(Math.max(...waits)).toBe(300_000 + 12_000 * patience)
})
