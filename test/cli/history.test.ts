import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WatchRecord } from '../../src/history/record.ts'
import type { SavedRun } from '../../src/history/saved-run.ts'
import type { History } from '../../src/report/history/history.ts'
import type { ReplayResult } from '../../src/report/history/replay-result.ts'
import { fileStore } from '../../src/system/history-files/file-store.ts'
import { openLog } from '../../src/system/history-files/open-log.ts'
import { command } from './command.ts'

const minute = 60_000
const begin = Date.parse('2026-03-02T00:00:00.000Z')
const at = (minutes: number) => new Date(begin + minutes * minute).toISOString()
const home = { name: 'home', gateway: '02:00:5e:00:53:01' }

/** Ten hours, in which the provider was away for five minutes and came back with another address; then it was killed. */
const records: readonly WatchRecord[] = [
  {
    kind: 'began',
    at: at(0),
    watcher: 'one',
    release: '0.1.0',
    line: home,
    intervalMs: 30_000,
    farEveryMs: 300_000,
  },
  address(0.5, '203.0.113.7', false),
  { kind: 'idle', at: at(40), family: 'v4', keptMs: 15 * minute, lostMs: 20 * minute },
  {
    kind: 'outage-began',
    at: at(120.1),
    family: 'v4',
    from: { time: at(120), withinMs: 1000 },
    place: 'provider',
    silent: ['stun.example.net', 'ns1.example.org'],
    answered: ['192.168.1.1'],
  },
  {
    kind: 'outage-ended',
    at: at(125.1),
    family: 'v4',
    from: { time: at(120), withinMs: 1000 },
    to: { time: at(125), withinMs: 1000 },
    tookMs: 5 * minute,
    place: 'provider',
  },
  address(125.2, '203.0.113.9', true),
  {
    kind: 'quality',
    at: at(600),
    from: at(0),
    looks: 1200,
    ways: [{ to: 'far', family: 'v4', asked: 1200, lost: 3, medianMs: 12, p95Ms: 20, jitterMs: 1 }],
  },
  { kind: 'ended', at: at(600), watcher: 'one', why: 'asked' },
]

function address(minutes: number, value: string, afterOutage: boolean): WatchRecord {
  return { kind: 'address', at: at(minutes), what: 'public', family: 'v4', address: value, afterOutage }
}

function run(minutes: number, answer: 'open' | 'filtered', more: Partial<SavedRun> = {}): SavedRun {
  const verdict = answer === 'open' ? 'pass' : 'fail'
  return {
    schema: 1,
    tool: { name: 'mailworthy', version: '0.1.0' },
    at: at(minutes),
    tookMs: 9000,
    scope: 'all',
    verdict: answer === 'open' ? 'ready' : 'not-ready',
    abilities: { receive: 'yes', send: answer === 'open' ? 'yes' : 'no', access: 'yes' },
    line: { name: 'home', v4: { public: answer === 'open' ? '203.0.113.7' : '203.0.113.9' }, v6: null },
    looks: [],
    findings: [
      {
        check: 'outbound.25.v4',
        stem: 'outbound.port',
        matters: { send: 'required' },
        kind: 'answered',
        answer,
        verdict,
        ...(verdict === 'fail' ? { fault: 'provider', remedy: 'Ask the provider.' } : {}),
        says: `Port 25 is ${answer}.\u001b[2J`,
        // Of another shape than today's.
        revision: 9_999,
        facts: {},
        trace: [],
      },
    ],
    ...more,
  }
}

let state = ''
let empty = ''
const file = (name: string) => join(state, name)

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'mailworthy-'))
  empty = await mkdtemp(join(tmpdir(), 'mailworthy-'))
  const folder = join(state, 'mailworthy', 'history')
  const log = await openLog(folder)
  if (!log.ok) throw new Error(log.detail)
  await log.value.append(records)
  await log.value.close()
  for (const each of [run(0, 'open'), run(300, 'filtered')]) await fileStore([folder]).save(each)
  await writeFile(file('later.json'), JSON.stringify(run(400, 'open')))
  await writeFile(file('text.json'), 'no JSON')
  await writeFile(file('other.json'), '{"schema": 1}')
  await writeFile(file('newer.json'), '{"schema": 2}')
})
afterAll(() => Promise.all([state, empty].map((each) => rm(each, { recursive: true }))))

/** Only the test's own history: a tester may run a service. */
const mailworthy = (args: readonly string[], place = state) =>
  command('mailworthy', args, {
    env: { XDG_STATE_HOME: place, STATE_DIRECTORY: join(place, 'mailworthy'), TZ: 'UTC', LANG: 'C.UTF-8', LC_ALL: '' },
    cwd: state,
  })
async function json(args: readonly string[]): Promise<{ readonly code: number | null; readonly told: unknown }> {
  const { code, stdout, stderr } = await mailworthy([...args, '--json'])
  expect(stderr).toBe('')
  return { code, told: JSON.parse(stdout) as unknown }
}

async function replayed(args: readonly string[]) {
  const { code, told } = await json(args)
  return { code, told: told as ReplayResult }
}

describe('mailworthy history', () => {
  it('answers first, and names the interruption', async () => {
    const { code, stdout, stderr } = await mailworthy(['history'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /^The line was up 99\.16 % of the 10 h that somebody watched: one interruption, 5 min on Mon 2 Mar at 02:00\. The IPv4 address changed once; it is 203\.0\.113\.9/,
    )
    expect(stdout).toContain('Times are those of UTC.')
    expect(stdout).toMatch(/^20260302T000000Z /m)
  })

  it('has an availability that follows from what is listed', async () => {
    const told = (await json(['history'])).told as History
    const downMs = told.outages.filter(({ counts }) => counts).reduce((sum, { tookMs }) => sum + tookMs, 0)
    expect(told.outages).toHaveLength(1)
    expect(told.outages[0]).toMatchObject({ from: at(120), to: at(125), place: 'provider', newAddress: '203.0.113.9' })
    // The address was seen half a minute after the first look.
    const watchedMs = 599.5 * minute
    expect(told.availability.v4).toEqual({
      spans: [{ from: at(0.5), to: at(600) }],
      watchedMs,
      downMs,
      share: 1 - downMs / watchedMs,
      outages: 1,
      longestMs: downMs,
    })
    expect(told).toMatchObject({ schema: 1, line: { name: 'home' }, availability: { v6: null }, timeZone: 'UTC' })
    expect(told.runs.map(({ verdict }) => verdict)).toEqual(['ready', 'not-ready'])
  })

  it('writes tables for a spreadsheet', async () => {
    const { code, stdout } = await mailworthy(['history', '--csv'])
    expect(code).toBe(0)
    expect(stdout.split('\r\n')[1]).toBe(`${at(120)},${at(125)},300,1,1,v4,provider,seen,false,true,203.0.113.9,seen`)
    expect((await mailworthy(['history', '--csv', '--runs'])).stdout).toContain('\r\n20260302T000000Z,')
  })

  it('tells how long a silent connection is kept, in each form', async () => {
    const text = (await mailworthy(['history'])).stdout.replaceAll(/\s+/g, ' ')
    expect(text).toContain('A silent connection from here over IPv4 is kept for 15 to 20 minutes.')
    expect(text).toContain('leave it below 15 minutes.')
    const found = { at: at(40), family: 'v4', keptMs: 15 * minute, lostMs: 20 * minute }
    expect((await json(['history'])).told).toMatchObject({ idle: [found] })
    expect((await json(['history', '--family', 'v6'])).told).toMatchObject({ idle: [] })
    const { code, stdout } = await mailworthy(['history', '--csv', '--idle'])
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `at,family,kept_seconds,lost_seconds\r\n${at(40)},v4,900,1200\r\n`,
    })
  })

  it.each([
    [['history'], '"mailworthy watch" begins to watch the line'],
    [['history', '--json'], 'Nothing is known yet'],
    [['diff'], 'no run is kept yet'],
    [['replay'], 'No run is kept yet'],
  ])('%j says kindly how to begin where nothing is known', async (args, words) => {
    const { code, stdout, stderr } = await mailworthy(args, empty)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(words)
  })

  it('says so where nothing is known of that time', async () => {
    const { code, stderr } = await mailworthy(['history', '--since', '1h'])
    expect(code).toBe(2)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('Nothing is known of that time')
  })
})

describe('mailworthy diff', () => {
  it('tells what got worse between the last two, with the way out', async () => {
    const { code, stdout } = await mailworthy(['diff'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^One answer got worse since Mon 2 Mar 00:00\.\n/)
    expect(stdout).toContain('✖ Port 25 is filtered.\\u{1b}[2J\n  It is up to your provider.\n  → Ask the provider.')
    expect(stdout).not.toContain('\u001b')
    expect(stdout).toMatch(/^IPv4 +203\.0\.113\.7 +203\.0\.113\.9$/m)
  })

  it('takes ids by their begin, and files', async () => {
    const worse = await json(['diff', '20260302T00', '20260302T05'])
    expect(worse).toMatchObject({ code: 1, told: { from: { run: '20260302T000000Z' }, answers: [{ kind: 'worse' }] } })
    const better = await json(['diff', '20260302T05', 'later.json'])
    expect(better).toMatchObject({ code: 0, told: { to: { run: 'later.json' }, answers: [{ kind: 'better' }] } })
  })
})

describe('mailworthy replay', () => {
  it('judges no facts of another shape, and says so', async () => {
    const { code, told } = await replayed(['replay'])
    expect(code).toBe(2)
    expect(told).toMatchObject({ judged: 0, notJudged: { 'other-revision': 2 }, changed: 0 })
  })

  it('comes to the same over a report of today', async () => {
    const { stdout } = await mailworthy(['demo', '--scenario', 'blocked-25', '--json'])
    await writeFile(file('today.json'), stdout)
    const { code, told } = await replayed(['replay', 'today.json'])
    expect({ code, changed: told.changed }).toEqual({ code: 0, changed: 0 })
    expect(told.judged).toBeGreaterThan(20)
    expect(told.notJudged).toMatchObject({ 'other-revision': 0, 'judgement-failed': 0 })
  })

  it('finds an answer that was another one', async () => {
    const { stdout } = await mailworthy(['demo', '--scenario', 'blocked-25', '--json'])
    const report = JSON.parse(stdout) as { readonly findings: readonly { readonly check: string }[] }
    const altered = report.findings.map((each) =>
      each.check === 'outbound.25.v4' ? { ...each, answer: 'open', verdict: 'pass' } : each,
    )
    await writeFile(file('altered.json'), JSON.stringify({ ...report, findings: altered }))
    const { code, told } = await replayed(['replay', 'altered.json'])
    expect({ code, changed: told.changed }).toEqual({ code: 1, changed: 1 })
    expect(told.runs[0]?.changed[0]).toMatchObject({ check: 'outbound.25.v4', kind: 'worse' })
  })
})

describe('wrong use is one sentence', () => {
  it.each([
    [['history', '--since', 'yesterday'], '--since must be a time before now'],
    [['history', '--since', '2999-01-01'], '--since must be a time before now'],
    [['history', '--family', 'v5'], '--family must be v4 or v6'],
    [['history', '--runs', '--outages'], 'name one of them'],
    [['history', '--json', '--csv'], 'name one of them'],
    [['history', '--json', '--runs'], 'leave --runs out'],
    [['history', '--line', 'hme'], 'did you mean home?'],
    [['history', 'everything'], 'too many arguments'],
    [['diff', '2025'], 'mailworthy history --runs'],
    [['diff', '2026'], 'may be any of 2 runs'],
    [['diff', 'none.json'], 'there is no such file'],
    [['diff', 'text.json'], 'it is not JSON'],
    [['diff', 'other.json'], 'is no report'],
    [['diff', 'newer.json'], 'of a later release'],
    [['diff', '.'], 'it is a folder'],
    [['diff', '--last', '2026'], 'leave 2026 out'],
    [['diff', 'a', 'b', 'c'], 'too many arguments'],
    [['replay', '\u001b[2J'], '\\u{1b}'],
  ])('%j', async (args, words) => {
    const { code, stdout, stderr } = await mailworthy(args)
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr).toMatch(/^mailworthy: [^\n]+\n$/)
    expect(stderr).toContain(words)
  })
})
