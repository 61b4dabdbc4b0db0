import { spawnSync } from 'node:child_process'
import { chown, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { labPath, unshareArgv } from '../lab/gate.ts'

const bin = fileURLToPath(new URL('../../bin/mailworthy.js', import.meta.url))
/** A namespace without any way out: nobody is asked anything. */
const nowhere = unshareArgv()
/** Whom root becomes. */
const nobody = 65_534

/** A folder for what the program remembers, of whoever it is by then. */
async function newState(): Promise<string> {
  const state = await mkdtemp(join(tmpdir(), 'mailworthy-'))
  onTestFinished(() => rm(state, { recursive: true }))
  if (process.geteuid?.() === 0) await chown(state, nobody, nobody)
  return state
}

/** One that root's own environment names, and that is not for whom root becomes. */
async function rootsState(): Promise<string> {
  const state = await newState()
  await chown(state, 0, 0)
  return state
}

function run(state: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const [unshare = '', ...flags] = nowhere ?? []
  const { status, stdout, stderr } = spawnSync(unshare, [...flags, process.execPath, bin, ...args], {
    encoding: 'utf8',
    env: { PATH: labPath, NO_COLOR: '1', HOME: state, XDG_STATE_HOME: state, ...env },
    timeout: 30_000,
  })
  return { status, stdout, stderr }
}

const check = ['check', '--no-input', '--json', '--only', 'line.gateway']
const historyIn = (state: string) => join(state, 'mailworthy', 'history')

describe.skipIf(nowhere === undefined)('a run of check', () => {
  it('is kept as it is printed, and said nothing of', async () => {
    const state = await newState()
    const { stdout, stderr } = run(state, check)
    expect(stderr).not.toContain('kept')
    const [name = '', ...others] = await readdir(historyIn(state))
    expect(others).toEqual([])
    const [head = '', report = ''] = (await readFile(join(historyIn(state), name), 'utf8')).split('\n')
    expect(JSON.parse(report)).toEqual(JSON.parse(stdout))
    expect(JSON.parse(head)).toMatchObject({ at: (JSON.parse(stdout) as Report).at, scope: { only: ['line.gateway'] } })
  })

  it('is not kept with --no-save, nor is the demo', async () => {
    const state = await newState()
    run(state, [...check, '--no-save'])
    expect(await readdir(state)).toEqual([])
    const { stdout } = run(state, ['demo', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ schema: 1 })
    expect(await readdir(state)).toEqual([])
  })

  it('ends as it would where it cannot be kept, and says so in one line', async () => {
    const state = await newState()
    await writeFile(join(state, 'mailworthy'), '')
    const { status, stderr } = run(state, check)
    expect(status).toBe(run(await newState(), check).status)
    expect(stderr.split('\n').filter((line) => line.includes('not kept'))).toHaveLength(1)
    expect(run(state, [...check, '--save']).stderr).toContain('This run could not be kept')
  })

  describe.skipIf(process.geteuid?.() !== 0)('that root began', () => {
    it('says before it looks that nobody can keep it, and whom to name', async () => {
      const state = await rootsState()
      const { status, stdout, stderr } = run(state, check)
      expect(stderr.replace(/\s+/g, ' ')).toMatch(/^This run will not be kept .* became "nobody".* --user NAME\. /)
      expect(stderr.match(/kept/g)).toHaveLength(1)
      expect(JSON.parse(stdout)).toMatchObject({ schema: 1 })
      expect(status).toBe(run(await newState(), check).status)
      expect(run(state, [...check, '--no-save']).stderr).not.toContain('kept')
    })

    it('says whose the folder is, and how to have it', async () => {
      const state = await rootsState()
      const said = run(state, [...check, '--user', String(nobody)], { STATE_DIRECTORY: state }).stderr
      expect(said.replace(/\s+/g, ' ')).toMatch(/ belongs to root, and nobody may not write there\. "sudo install -d /)
    })

    it('watches nothing where it would be for nothing', async () => {
      const { status, stderr } = run(await rootsState(), ['watch', '--for', '1m'])
      expect(stderr.replace(/\s+/g, ' ')).toMatch(
        /^The history cannot be written: .* --user NAME\. .* watch --install\. $/,
      )
      expect(status).toBe(2)
    })
  })
})
