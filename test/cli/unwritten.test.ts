import { spawnSync } from 'node:child_process'
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { labPath, unshareArgv } from '../lab/gate.ts'

const bin = fileURLToPath(new URL('../../bin/', import.meta.url))
/** A disk without space, on Linux and the BSDs (full(4)). */
const full = '/dev/full'
const nowhere = unshareArgv()
const nobody = 65_534

function intoFull(argv: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const file = openSync(full, 'w')
  const [first = '', ...rest] = argv
  const { status, stderr } = spawnSync(first, rest, {
    stdio: ['ignore', file, 'pipe'],
    encoding: 'utf8',
    env: { NO_COLOR: '1', PATH: labPath, ...env },
    timeout: 30_000,
  })
  closeSync(file)
  return { status, stderr }
}

describe.skipIf(!existsSync(full))('what cannot be written', () => {
  it.each([
    ['mailworthy', ['demo']],
    ['mailworthy', ['demo', '--json']],
    ['mailworthy', ['catalogue', '--json']],
    ['mailworthy', ['--help']],
    ['mailworthy-probe', ['--help']],
  ])('of %s %j: is said in a sentence, and no bug', (program, args) => {
    const { status, stderr } = intoFull([process.execPath, `${bin}${program}.js`, ...args])
    expect(stderr).toContain(`${program}: what it prints could not be written: no space is left there.\n`)
    expect(stderr.match(/could not be written/g)).toHaveLength(1)
    expect(stderr).not.toContain('bug')
    expect(status).toBe(74)
  })

  it('wrong use is wrong use all the same', () => {
    expect(intoFull([process.execPath, `${bin}mailworthy.js`, 'chekc']).status).toBe(64)
  })

  it.skipIf(nowhere === undefined)('keeps no watcher from its work', () => {
    const state = mkdtempSync(join(tmpdir(), 'mailworthy-'))
    onTestFinished(() => rmSync(state, { recursive: true }))
    if (process.geteuid?.() === 0) chownSync(state, nobody, nobody)
    const watch = [process.execPath, `${bin}mailworthy.js`, 'watch', '--for', '3s', '--interval', '1s']
    const { status, stderr } = intoFull([...(nowhere ?? []), ...watch], { XDG_STATE_HOME: state, HOME: state })
    expect(stderr).toContain('could not be written')
    expect(status).toBe(74)
    const folder = join(state, 'mailworthy', 'history')
    const kept = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
    expect(kept.map((name) => readFileSync(join(folder, name), 'utf8')).join('')).toMatch(/"kind":"ended"/)
  })
})
