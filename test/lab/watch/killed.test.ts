import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WatchRecord } from '../../../src/history/record.ts'
import type { History } from '../../../src/report/history/history.ts'
import { programOf } from '../../loopback/system/history-files/in-another-process.ts'
import { mailPorts, provider, renumbered } from '../addresses.ts'
import { describeInLab } from '../describe-in-lab.ts'
import { drawFrom } from '../honesty/random-world.ts'
import { raise } from '../raise.ts'
import type { WorldSpec } from '../spec.ts'
import type { World } from '../world.ts'
import { expectAsKept } from './killed/as-kept.ts'
import { expectAsTold } from './killed/as-told.ts'
import { type Life, living } from './killed/life.ts'
import { type RestlessLine, restlessLine } from './killed/restless-line.ts'
import { historyAtHome, historyOf } from './watcher.ts'

/** `npm run soak:kill` asks for 200; each takes a second and a half. */
const rounds = Number(process.env['SOAK_ROUNDS'] ?? 4)
const seed = Number(process.env['SOAK_SEED'] ?? 1)

const spec: WorldSpec = { v6: 'native-open', portMapping: {}, forwards: mailPorts, witnesses: 'all' }
/** It takes some seconds to begin where no name is known and nobody answers. */
const beginsMs = 15_000
/** A line that is down has no address to tell, and the looking up of names is given up by then. */
const wordMs = 5_000
/** Until the line is cut, and mended. */
const troubleMs = 10_000
/** Before that it loads, and takes the log. */
const startsMs = 300

describeInLab(`mailworthy watch, killed over and over (SOAK_SEED=${seed} SOAK_ROUNDS=${rounds})`, () => {
  const draw = drawFrom(seed)
  const lives: Life[] = []
  let world: World
  let line: RestlessLine
  let program: Awaited<ReturnType<typeof programOf>>
  let env: Readonly<Record<string, string>>

  beforeAll(async () => {
    program = await programOf(new URL('killed/log-reader.ts', import.meta.url))
    world = await raise(spec)
    env = await historyOf(world)
    line = restlessLine(world, drawFrom(seed + 1))
  })
  afterAll(async () => {
    await world.end()
    await program.remove()
  })

  const ways = {
    starting: () => died(() => pause(draw(startsMs))),
    anywhere: () => died(() => pause(startsMs + draw(2_000))),
    'at its word': () =>
      died(async (watcher) => {
        await watcher.until(draw(2) === 0 ? /"kind":"began"/ : /"kind":"address"/, wordMs)
        await pause(draw(500))
      }),
    'while another starts': withAnother,
    'in trouble': () =>
      died(async (watcher) => {
        await watcher.until(draw(2) === 0 ? /"kind":"outage-began"/ : /"kind":"outage-ended"/, troubleMs)
        await pause(draw(50))
      }),
  }
  const inTurn = ['at its word', 'anywhere', 'while another starts', 'at its word', 'starting'] as const
  const wayOf = (round: number) => (round % 12 === 11 ? 'in trouble' : (inTurn[round % inTurn.length] ?? 'anywhere'))

  it.each(Array.from({ length: rounds }, (_, round) => [round, wayOf(round)] as const))(
    '%i, %s',
    { retry: 0 },
    async (_round, way) => {
      const life = await ways[way]()
      lives.push(life)
      expect(life.ended).toMatchObject({ code: null, signal: 'SIGKILL', stderr: '' })
      if (draw(4) === 0) await tearLastLine()
    },
  )

  it('has lost and invented nothing', { retry: 0 }, async () => {
    const cuts = await line.settled()
    const last = await living(world, 'watch', env)
    expect(await last.until(/"what":"public"/, beginsMs)).toBe(true)
    lives.push(await last.end('SIGINT'))

    const { records, unread } = await logAtHome()
    expect(unread).toBe(0)
    const remembered = expectAsKept(records, lives)
    const history = (await historyAtHome(world)) as History
    expect(history.unread).toBe(0)
    expectAsTold(history, remembered, cuts)
    const worn = history.addresses.filter(({ what, family }) => what === 'public' && family === 'v4')
    expect([provider.customer, renumbered.v4]).toEqual(expect.arrayContaining(worn.map(({ address }) => address)))
    const told = [
      `${lives.length - 1} killed, ${remembered.length - 1} of them after they had begun`,
      `${lives.reduce((sum, { kept }) => sum + kept.length, 0)} records said to be kept, ${records.length} there`,
      `${cuts.length} cuts of the line, ${history.outages.length} interruptions told`,
    ]
    process.stdout.write(`${told.join('; ')}\n`)
  })

  async function died(when: (watcher: Awaited<ReturnType<typeof living>>) => Promise<unknown>): Promise<Life> {
    const watcher = await living(world, 'watch', env)
    await when(watcher)
    return watcher.end(draw(2) === 0 ? 'SIGKILL' : 'alone')
  }

  /** One of the two is refused, or had no time to be. */
  async function withAnother(): Promise<Life> {
    const one = await living(world, 'watch', env)
    await pause(draw(2 * startsMs))
    const other = await living(world, 'another', env)
    await pause(draw(1_500))
    const both = [await other.end('SIGKILL'), await one.end('SIGKILL')]
    const refused = both.filter(({ ended }) => ended.stderr.startsWith('Another watch is running already'))
    // It may have been killed when it had just said so.
    for (const { ended, kept } of refused) expect([ended.code ?? 2, kept]).toEqual([2, []])
    const [life, ...more] = both
      .filter((each) => !refused.includes(each))
      .toSorted((a, b) => b.kept.length - a.kept.length)
    expect(more.flatMap(({ kept }) => kept)).toEqual([])
    if (life === undefined) throw new Error('each was refused for the other')
    // Which of two it was that had no time to say that it had begun, nobody knows.
    const startedMs = Math.min(...both.map((each) => each.startedMs))
    const endedMs = [both[0]?.endedMs[0] ?? Number.NaN, both[1]?.endedMs[1] ?? Number.NaN] as const
    return { ...life, startedMs, endedMs }
  }

  /** As the power does that goes while a line is written: a kill seldom comes in the midst of one. */
  async function tearLastLine(): Promise<void> {
    const script = `for log in "$0"/watch-*.jsonl; do [ ! -e "$log" ] || printf '{"v":1,"kind":"outage-beg' >>"$log"; done`
    await world.exec('home', ['sh', '-c', script, folder()])
  }

  function folder(): string {
    return `${env['XDG_STATE_HOME']}/mailworthy/history`
  }

  async function logAtHome(): Promise<{ readonly records: readonly WatchRecord[]; readonly unread: number }> {
    const argv = ['node', program.path, folder()]
    const { code, stdout, stderr } = await world.exec('home', argv)
    if (code !== 0) throw new Error(`the log could not be read: ${stderr}`)
    return JSON.parse(stdout) as Awaited<ReturnType<typeof logAtHome>>
  }
})
