import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { install } from '../../../../src/cli/commands/watch/install.ts'
import type { InstallPlace } from '../../../../src/cli/commands/watch/install-place.ts'
import { uninstall } from '../../../../src/cli/commands/watch/uninstall.ts'
import { unitText } from '../../../../src/cli/commands/watch/unit-text.ts'
import { describeWithTool } from '../../describe-with-tool.ts'

/** A machine of its own: its folders, and a systemctl that notes what it is told and fails if told to. */
async function machine(more: Partial<InstallPlace> = {}, failing = 'nothing') {
  const folder = await mkdtemp(join(tmpdir(), 'mailworthy-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const calls = join(folder, 'calls')
  const systemctl = join(folder, 'systemctl')
  await writeFile(calls, '')
  await writeFile(
    systemctl,
    `#!/bin/sh\necho "$*" >> ${calls}\n[ "$1" = ${failing} ] && { echo "no" >&2; exit 1; }\nexit 0\n`,
  )
  await chmod(systemctl, 0o755)
  const place: InstallPlace = {
    unitFolder: join(folder, 'system'),
    secretsFile: join(folder, 'mailworthy', 'watch.env'),
    hasSystemd: true,
    isRoot: true,
    program: ['/usr/bin/node', '/usr/lib/node_modules/mailworthy/bin/mailworthy.js'],
    systemctl,
    pingNeedsRight: false,
    ...more,
  }
  const screen = { out: '', err: '' }
  const terminal = {
    out: (text: string) => void (screen.out += text),
    err: (text: string) => void (screen.err += text),
    width: 80,
    colour: false,
    watched: false,
    interactive: false,
    ask: async () => '',
  }
  const context = { terminal, env: {}, cwd: folder }
  return {
    folder,
    place,
    screen,
    context,
    unit: join(place.unitFolder, 'mailworthy-watch.service'),
    calls: async () => (await readFile(calls, 'utf8')).split('\n').slice(0, -1),
  }
}

describe.skipIf(process.platform === 'win32')('installing the watcher', () => {
  it('writes a unit, and has systemd start it', async () => {
    const { place, context, unit, calls, screen } = await machine()
    expect(await install({ install: true, interval: '30s' }, context, place)).toBe(0)
    expect(await readFile(unit, 'utf8')).toContain('mailworthy.js watch --interval=30s\n')
    expect((await stat(unit)).mode & 0o777).toBe(0o644)
    expect(await calls()).toEqual(['daemon-reload', 'enable mailworthy-watch', 'restart mailworthy-watch'])
    expect(screen.out).toMatch(/watched from now on/)
    expect(screen.err).toBe('')
  })

  it('keeps secrets where only root reads them', async () => {
    const { place, context, unit } = await machine()
    await install({ install: true, webhook: 'https://hooks.example.org/s3cret' }, context, place)
    expect(await readFile(unit, 'utf8')).not.toContain('s3cret')
    expect(await readFile(place.secretsFile, 'utf8')).toContain('MAILWORTHY_WEBHOOK="https://hooks.example.org/s3cret"')
    expect((await stat(place.secretsFile)).mode & 0o777).toBe(0o600)
  })

  it('once more takes the new flags', async () => {
    const { place, context, unit } = await machine()
    await install({ install: true, interval: '30s' }, context, place)
    await install({ install: true, interval: '1m' }, context, place)
    expect(await readFile(unit, 'utf8')).toContain('--interval=1m\n')
    expect(await readdir(place.unitFolder)).toEqual(['mailworthy-watch.service'])
  })

  it('into a folder only writes, and says what to do with it', async () => {
    const { place, context, folder, calls, screen } = await machine({ hasSystemd: false, isRoot: false })
    expect(await install({ install: 'there', heartbeat: 'https://hc.example.org/1' }, context, place)).toBe(0)
    expect((await readdir(join(folder, 'there'))).sort()).toEqual(['mailworthy-watch.env', 'mailworthy-watch.service'])
    expect(await calls()).toEqual([])
    expect(screen.out).toMatch(
      /sudo install -D -m 600 .*mailworthy-watch\.env .*watch\.env\n.*sudo cp .*\n.*daemon-reload\n.*enable --now/,
    )
  })

  it('says which settings the service will not have', async () => {
    const { place, context, folder, screen } = await machine()
    await writeFile(join(folder, 'mailworthy.config.json'), '{}')
    await install({ install: true }, { ...context, env: { MAILWORTHY_PROBE: 'https://203.0.113.5' } }, place)
    expect(screen.err).toContain('MAILWORTHY_PROBE')
    expect(screen.err).toContain('mailworthy.config.json')
  })

  it('tells what systemd has against it', async () => {
    const { place, context, screen } = await machine({}, 'enable')
    expect(await install({ install: true }, context, place)).toBe(1)
    expect(screen.err).toMatch(/systemctl enable mailworthy-watch failed: no\n/)
  })

  it.each([
    ['without root', { isRoot: false }, /only root/],
    ['without systemd', { hasSystemd: false }, /docs\/watching\.md/],
    ['from a home folder', { program: ['/usr/bin/node', '/home/me/mailworthy/bin/mailworthy.js'] }, /npm install -g/],
    ['with a Node in a home folder', { program: ['/home/me/.nvm/node', '/usr/lib/m.js'] }, /whole machine/],
    ['from what npx keeps for now', { program: ['/usr/bin/node', '/var/cache/_npx/1/m.js'] }, /npx/],
    ['from a path that no unit can name', { program: ['/usr/bin/node', '/opt/a%b/m.js'] }, /cannot name/],
  ])('%s is refused', async (_name, more, words) => {
    const { place, context } = await machine(more)
    await expect(install({ install: true }, context, place)).rejects.toThrow(words)
    await expect(readdir(place.unitFolder)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('never writes over what another has written', async () => {
    const { place, context, folder, calls } = await machine()
    const path = join(folder, 'mailworthy-watch.service')
    await writeFile(path, '[Unit]\n')
    const there = { ...place, unitFolder: folder }
    await expect(install({ install: true }, context, there)).rejects.toThrow(/was not written by mailworthy/)
    await expect(uninstall({ uninstall: true }, context, there)).rejects.toThrow(/was not written by mailworthy/)
    expect(await readFile(path, 'utf8')).toBe('[Unit]\n')
    expect(await calls()).toEqual([])
  })
})

describe.skipIf(process.platform === 'win32')('uninstalling it', () => {
  it('ends it, removes all that was written, keeps the history, and may be asked for twice', async () => {
    const { place, context, unit, calls, screen } = await machine()
    await install({ install: true, webhook: 'https://hooks.example.org/s3cret' }, context, place)
    const before = (await calls()).length
    expect(await uninstall({ uninstall: true }, context, place)).toBe(0)
    expect((await calls()).slice(before)).toEqual(['disable --now mailworthy-watch', 'daemon-reload'])
    for (const path of [unit, place.secretsFile]) await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(screen.out).toMatch(/history stays in \/var\/lib\/mailworthy\.\n$/)
    expect(await uninstall({ uninstall: true }, context, place)).toBe(0)
    expect(screen.out).toMatch(/There is no service/)
  })

  it('leaves all as it is where systemd does not end it', async () => {
    const { place, context, unit } = await machine({}, 'disable')
    await install({ install: true }, context, place)
    expect(await uninstall({ uninstall: true }, context, place)).toBe(1)
    expect((await stat(unit)).isFile()).toBe(true)
  })

  it('is for root', async () => {
    const { place, context } = await machine()
    await install({ install: true }, context, place)
    await expect(uninstall({ uninstall: true }, context, { ...place, isRoot: false })).rejects.toThrow(/sudo/)
  })
})

describe('the unit in docs', () => {
  it('is the one that is written', async () => {
    const text = unitText({
      program: ['/usr/local/bin/mailworthy'],
      args: [],
      secretsFile: '/etc/mailworthy/watch.env',
      pingNeedsRight: true,
    })
    const path = new URL('../../../../docs/units/mailworthy-watch.service', import.meta.url)
    if (process.env['UPDATE_UNITS'] !== undefined) await writeFile(path, text)
    expect(await readFile(path, 'utf8')).toBe(text)
  })
})

describeWithTool('systemd-analyze', 'systemd itself', () => {
  it('has nothing to say against the unit, whatever is in its flags', async () => {
    const { folder, place, context } = await machine({ program: [process.execPath, '/usr/lib/mailworthy.js'] })
    const flags = { install: folder, line: 'my 100% "best" line; $HOME \\ {}', probe: ['https://203.0.113.5:8025#PIN'] }
    // Where tests run, Node may lie anywhere.
    const shown = { ...place, program: ['/bin/true', ...place.program.slice(1)] }
    await install(flags, context, shown)
    const unit = join(folder, 'mailworthy-watch.service')
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' })
    const ofOurs = (stdout + stderr).split('\n').filter((line) => line.includes('mailworthy-watch'))
    expect({ status, ofOurs }).toEqual({ status: 0, ofOurs: [] })
  })

  it('finds it hardly exposed', async () => {
    const { folder, place, context } = await machine({ program: ['/bin/true', '/usr/lib/mailworthy.js'] })
    await install({ install: folder }, context, place)
    const unit = join(folder, 'mailworthy-watch.service')
    const words = ['security', '--offline=yes', '--no-pager', '--threshold=40', unit]
    const { status, stdout, stderr } = spawnSync('systemd-analyze', words, { encoding: 'utf8' })
    expect({ status, said: stdout + stderr }).toMatchObject({ status: 0 })
  })
})
