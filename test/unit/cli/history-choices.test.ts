import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastTwo } from '../../../src/cli/commands/diff/last-two.ts'
import { runId } from '../../../src/cli/commands/diff/run-id.ts'
import { chooseLine } from '../../../src/cli/commands/history/choose-line.ts'
import { linesKept } from '../../../src/cli/commands/history/lines-kept.ts'
import { readSince } from '../../../src/cli/commands/history/read-since.ts'
import { wantsUnicode } from '../../../src/cli/wants-unicode.ts'
import type { LineKey } from '../../../src/history/line-key.ts'
import type { WatchRecord } from '../../../src/history/record.ts'
import type { RunHead } from '../../../src/history/saved-run.ts'

const [box, hotel] = ['02:00:5e:00:53:01', '02:00:5e:00:53:99']
const began = (at: string, line: LineKey): WatchRecord => ({
  kind: 'began',
  at,
  watcher: at,
  release: '0.1.0',
  line,
  intervalMs: 30_000,
  farEveryMs: 300_000,
})
const run = (id: string, line: LineKey, more: Partial<RunHead> = {}): RunHead => ({
  id,
  at: `2026-11-01T09:00:00.000Z`,
  release: '0.1.0',
  line,
  scope: 'all',
  verdict: 'ready',
  abilities: { receive: 'yes', send: 'yes', access: 'yes' },
  public: {},
  answers: {},
  ...more,
})

describe('--since', () => {
  const now = new Date('2026-11-24T12:00:00.000Z')

  it.each([
    ['12h', '2026-11-24T00:00:00.000Z'],
    ['30d', '2026-10-25T12:00:00.000Z'],
    ['2w', '2026-11-10T12:00:00.000Z'],
  ])('%s', (text, since) => expect(readSince(text, now)).toEqual({ ok: true, value: since }))

  it('a day begins with the clock on the wall', () => {
    const read = readSince('2026-11-01', now)
    expect(read.ok && new Date(read.value).toString()).toContain('Nov 01 2026 00:00:00')
  })

  it.each([
    '',
    '0d',
    '30',
    'd',
    '30 d',
    '30D',
    '-1d',
    '2026-02-30',
    '2026-13-01',
    '2026-1-1',
    '2026-11-25',
    '0001-01-01x',
  ])('%j is refused', (text) => expect(readSince(text, now).ok).toBe(false))

  it('is never after now, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^\d{0,5}[hdw]$/), fc.stringMatching(/^\d{4}-\d\d-\d\d$/)),
        (text) => {
          const read = readSince(text, now)
          if (read.ok) expect(Date.parse(read.value)).toBeLessThanOrEqual(now.getTime())
        },
      ),
    )
  })
})

describe('the line that is meant', () => {
  const records = [
    began('2026-11-01T00:00:00.000Z', { gateway: box }),
    began('2026-11-20T00:00:00.000Z', { gateway: hotel }),
    began('2026-11-10T00:00:00.000Z', { name: 'office', gateway: '02:00:5e:00:53:02' }),
    began('2026-11-11T00:00:00.000Z', { name: 'office', gateway: '02:00:5e:00:53:03' }),
  ]
  const lines = linesKept(records, [run('20261101T090000Z', { gateway: box })])
  const nowhere = async () => ({})
  const choose = (flag?: string, here: LineKey = {}, name?: string) =>
    chooseLine(lines, { flag, name, here: async () => here })

  it('are told apart, the newest first', () => {
    expect(lines.map(({ line }) => line)).toEqual([
      { gateway: hotel },
      { name: 'office', gateway: '02:00:5e:00:53:03' },
      { gateway: box },
    ])
  })

  it('is one also where nothing is kept of it but a test of its router', () => {
    const at = '2026-11-21T00:00:00.000Z'
    const test = {
      kind: 'reboot-test',
      at,
      line: { name: 'cabin' },
      offFrom: at,
      to: at,
      before: {},
      after: {},
    } as const
    expect(linesKept([...records, test], []).map(({ line }) => line)[0]).toEqual({ name: 'cabin' })
    expect(linesKept([test], []).map(({ line }) => line)).toEqual([{ name: 'cabin' }])
  })

  it('is where the machine is, also behind a gateway that a named line had before', async () => {
    expect(await choose(undefined, { gateway: box })).toMatchObject({ line: { gateway: box }, chosen: 'here' })
    expect(await choose(undefined, { gateway: '02:00:5e:00:53:02' })).toMatchObject({ line: { name: 'office' } })
    expect(await choose(undefined, { gateway: hotel }, 'office')).toMatchObject({ line: { name: 'office' } })
  })

  it('is the newest where the machine is elsewhere, and the others are named', async () => {
    const chosen = await choose(undefined, { gateway: '02:00:5e:00:53:77' })
    expect(chosen).toMatchObject({ line: { gateway: hotel }, chosen: 'newest' })
    expect(chosen?.others).toHaveLength(2)
  })

  it('is what was asked for, by its name or its gateway; another is wrong use', async () => {
    expect(await choose('office')).toMatchObject({ line: { name: 'office' }, chosen: 'named' })
    expect(await choose(box.toUpperCase())).toMatchObject({ line: { gateway: box } })
    await expect(choose('ofice')).rejects.toThrow('nothing is kept of a line "ofice"; did you mean office?')
    await expect(choose('elsewhere')).rejects.toThrow('only of the line behind')
  })

  it('is the only one there is, wherever the machine is', async () => {
    const only = linesKept([began('2026-11-01T00:00:00.000Z', {})], [])
    const asked = async () => expect.fail('nobody need ask where this machine is')
    expect(await chooseLine(only, { flag: undefined, name: undefined, here: asked })).toMatchObject({ chosen: 'only' })
    expect(await chooseLine([], { flag: undefined, name: undefined, here: nowhere })).toBeUndefined()
  })
})

describe('the run that is meant', () => {
  const runs = [
    run('20261101T090000Z', { gateway: box }),
    run('20261101T090000Z-2', { gateway: box }, { scope: { only: ['line.*'], skip: [] } }),
    run('20261124T090000Z', { gateway: hotel }),
    run('20261124T100000Z', { gateway: box }),
  ]

  it.each([
    ['20261101T090000Z', '20261101T090000Z'],
    ['20261101T090000Z-', '20261101T090000Z-2'],
    ['20261124T10', '20261124T100000Z'],
    ['report.json', undefined],
    ['./2026', undefined],
    ['20261124.json', undefined],
  ])('%s', (typed, id) => expect(runId(typed, runs)).toBe(id))

  it('is one, or it is wrong use', () => {
    expect(() => runId('20261124', runs)).toThrow('may be any of 2 runs (20261124T090000Z, 20261124T100000Z)')
    expect(() => runId('2025', runs)).toThrow('"mailworthy history --runs" lists them')
  })

  it('are the last two of the line, whole ones before a selection', () => {
    expect(lastTwo(runs, { gateway: box })?.map(({ id }) => id)).toEqual(['20261101T090000Z', '20261124T100000Z'])
    expect(lastTwo(runs.slice(0, 2), { gateway: box })?.map(({ id }) => id)).toEqual([
      '20261101T090000Z',
      '20261101T090000Z-2',
    ])
    expect(lastTwo(runs, { gateway: hotel })).toBeUndefined()
  })
})

describe('what the terminal knows', () => {
  it.each([
    [{}, true],
    [{ LANG: 'de_DE.UTF-8' }, true],
    [{ LANG: 'C' }, false],
    [{ LANG: 'C', LC_ALL: 'C.utf8' }, true],
    [{ LC_ALL: 'POSIX', LANG: 'de_DE.UTF-8' }, false],
    [{ TERM: 'dumb', LANG: 'de_DE.UTF-8' }, false],
  ])('%j: %s', (env, unicode) => expect(wantsUnicode(env)).toBe(unicode))
})
