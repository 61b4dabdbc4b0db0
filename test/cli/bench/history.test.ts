import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLog } from '../../../src/system/history-files/open-log.ts'
import { monthOf } from '../../../src/system/history-files/segment-names.ts'
import { aYear } from '../../bench/a-year.ts'

/** `npm run bench:year` asks for 20; a plain test run only sees that a year is told. */
const runs = process.env['BENCH_RUNS'] ?? '1'
const isBench = runs !== '1'

const start = 'node bin/mailworthy.js --version'
const root = new URL('../../..', import.meta.url)
const run = promisify(execFile)

describe(`the time it takes to tell a year of a million looks (BENCH_RUNS=${runs})`, () => {
  let state: string
  let env: NodeJS.ProcessEnv
  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'mailworthy-'))
    env = { ...process.env, NO_COLOR: '1', COLUMNS: '80', XDG_STATE_HOME: state }
    // The guard of tests is loaded into each program, and is not to be measured; `history` asks nobody.
    if (isBench) delete env['NODE_OPTIONS']
    const folder = join(state, 'mailworthy', 'history')
    await write(folder, aYear({ looks: 1_000_000 }))
    if (isBench) process.stdout.write(`\n${await sizeOf(folder)}\n`)
  })
  afterAll(() => rm(state, { recursive: true }))

  it.each([
    ['bin/mailworthy.js history', 'On 365 of 365 days it was cut'],
    ['bin/mailworthy.js history --json', '"looks": 1000000,'],
  ])(
    '%s',
    async (told, expected) => {
      const bench = ['test/bench/in-turn.js', '--runs', runs, '--warm-up', '1', start, `node ${told}`]
      const { stdout } = await run(process.execPath, bench, { cwd: root, env })
      expect(stdout).toMatch(/^B\/A {2}median [\d.]+ /m)
      const once = ['--import', './test/bench/peak-memory.js', ...told.split(' ')]
      const whole = await run(process.execPath, once, { cwd: root, env, maxBuffer: 10_000_000 })
      expect(whole.stdout.includes(expected)).toBe(true)
      if (isBench) process.stdout.write(`\n${stdout}${whole.stderr.trim()}\n`)
    },
    120_000,
  )
})

/** As its watcher would have written it, a segment a month. */
async function write(folder: string, { records, now }: ReturnType<typeof aYear>): Promise<void> {
  const log = await openLog(folder)
  if (!log.ok) throw new Error(log.detail)
  for (const month of new Set(records.map(({ at }) => monthOf(at)))) {
    const added = await log.value.append(records.filter(({ at }) => monthOf(at) === month))
    if (!added.ok) throw new Error(added.detail)
  }
  await log.value.alive(now)
  await log.value.close()
}

async function sizeOf(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'))
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))
  const bytes = sizes.reduce((sum, each) => sum + each, 0)
  return `a year of a million looks: ${(bytes / 1e6).toFixed(1)} MB in ${names.length} files`
}
