import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const isRoot = process.getuid?.() === 0
const name = isRoot ? 'giving root up' : 'giving root up (SKIPPED where it needs root: run the tests as root to try it)'

/** Drops root in a process of its own and then tries everything that only root may. */
const script = `
const { dropRoot } = await import(process.env.MODULE)
const outcome = dropRoot(JSON.parse(process.env.OPTIONS))
const works = (step) => { try { step(); return true } catch { return false } }
const { readFileSync } = await import('node:fs')
console.log(JSON.stringify({
  outcome, uid: process.getuid(), euid: process.geteuid(), gid: process.getgid(), egid: process.getegid(),
  groups: process.getgroups(),
  regained: [() => process.setuid(0), () => process.seteuid(0), () => process.setgid(0), () => process.setgroups([0])].map(works),
  reads: works(() => readFileSync('/etc/shadow')),
}))`

describe(name, () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mailworthy-'))
    // Node 20 does not read TypeScript.
    buildSync({
      entryPoints: [fileURLToPath(new URL('../../../src/system/privileges.ts', import.meta.url))],
      outfile: join(folder, 'privileges.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
    })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const drop = (options: object, env: Record<string, string> = {}, before: readonly string[] = []) => {
    const command = [...before, process.execPath, '--input-type=module', '-e', script]
    const child = spawnSync(command[0] ?? '', command.slice(1), {
      env: {
        PATH: process.env['PATH'] ?? '',
        MODULE: join(folder, 'privileges.mjs'),
        OPTIONS: JSON.stringify(options),
        ...env,
      },
      encoding: 'utf8',
      timeout: 15_000,
    })
    return JSON.parse(child.stdout || JSON.stringify({ failedWith: child.stderr }))
  }

  it.runIf(isRoot)('makes the program nobody, for good', () => {
    expect(drop({})).toEqual({
      outcome: { ok: true, value: { user: 'nobody', uid: 65_534, gid: 65_534, why: 'nobody' } },
      uid: 65_534,
      euid: 65_534,
      gid: 65_534,
      egid: 65_534,
      groups: [65_534],
      regained: [false, false, false, false],
      reads: false,
    })
  })

  it.runIf(isRoot)('makes it the one who called sudo', () => {
    const told = drop({ user: 'nobody' }, { SUDO_UID: '4711', SUDO_GID: '4712' })
    expect(told).toMatchObject({
      outcome: { value: { uid: 4711, gid: 4712, why: 'sudo' } },
      uid: 4711,
      groups: [4712],
      reads: false,
    })
    expect(told.regained).not.toContain(true)
  })

  it.runIf(isRoot)('fails, and says so, for a user who does not exist', () => {
    expect(drop({ user: 'mailworthy-no-such-user' })).toMatchObject({
      outcome: { ok: false, failure: 'name-not-found' },
      uid: 0,
    })
  })

  it.skipIf(isRoot)('does nothing where the program is not root', () => {
    expect(drop({})).toMatchObject({ outcome: { ok: true, value: { uid: process.getuid?.(), why: 'already' } } })
  })

  it.skipIf(process.platform !== 'linux')(
    'fails, and says so, in a user namespace that has nobody but root',
    ({ skip }) => {
      const namespace = ['unshare', '--user', '--map-root-user']
      const tried = spawnSync('unshare', ['--user', '--map-root-user', 'true'])
      if (tried.status !== 0) skip('user namespaces are not allowed here')
      const told = drop({}, {}, namespace)
      expect(told).toMatchObject({ outcome: { ok: false }, uid: 0 })
      expect(['not-permitted', 'unsupported']).toContain(told.outcome.failure)
      expect(told.outcome.detail).toMatch(/^set(groups|gid|uid)\(65534\): E(PERM|INVAL)$/)
    },
  )
})
