import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { command } from './command.ts'

describe('mailworthy, as installed', () => {
  it.each(['mailworthy', 'mailworthy-probe'] as const)('%s tells its version', async (program) => {
    expect(await command(program, ['--version'])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' })
  })

  it.each([
    ['mailworthy', ['--help']],
    ['mailworthy', ['check', '--help']],
    ['mailworthy', ['catalogue', '--help']],
    ['mailworthy', ['explain', '--help']],
    ['mailworthy', ['reverse', '--help']],
    ['mailworthy', ['records', '--help']],
    ['mailworthy', ['watch', '--help']],
    ['mailworthy', ['demo', '--help']],
    ['mailworthy', ['help', 'check']],
    ['mailworthy-probe', ['--help']],
  ] as const)('%s %j helps on stdout, with examples', async (program, args) => {
    const { code, stdout, stderr } = await command(program, args)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('Examples:')
  })

  it('prints the catalogue as JSON', async () => {
    const { code, stdout } = await command('mailworthy', ['catalogue', '--json'])
    expect(code).toBe(0)
    const entries = JSON.parse(stdout) as readonly { readonly id: string; readonly answers: Record<string, string> }[]
    expect(entries.find(({ id }) => id === 'outbound.25.v4')?.answers).toMatchObject({ open: 'pass', filtered: 'fail' })
  })

  it('explains an answer, with the words of the documentation that comes with it', async () => {
    const { code, stdout } = await command('mailworthy', ['explain', 'outbound.25.v4/filtered'])
    expect(code).toBe(0)
    expect(stdout).toContain('filtered  in the way')
    expect(stdout).toContain('→')
    expect(stdout).not.toContain('The report says in a sentence')
  })

  it('says who would be asked, and asks nobody', async () => {
    const args = [
      'check',
      '--explain-traffic',
      '--probe',
      'https://203.0.113.5:8025',
      '--stun',
      '198.51.100.1',
      '--mx',
      '198.51.100.2',
      '--resolver',
      '198.51.100.3',
    ]
    const { code, stdout, stderr } = await command('mailworthy', args)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const who of [
      '203.0.113.5, port 8025',
      '198.51.100.1, UDP port 3478',
      '198.51.100.2, port 25',
      '198.51.100.3:53',
    ]) {
      expect(stdout).toContain(who)
    }
  })

  it('keeps to the width it is given', async () => {
    const { stdout } = await command('mailworthy', ['catalogue'], { env: { COLUMNS: '40' } })
    // A word that is longer than a line is not cut: names of answers are copied.
    const broken = stdout.split('\n').filter((line) => line.length > 40 && line.trim().includes(' '))
    expect(broken).toEqual([])
  })

  it('is quiet when its reader goes away', async () => {
    const bin = fileURLToPath(new URL('../../bin/mailworthy.js', import.meta.url))
    const child = spawn(process.execPath, [bin, 'catalogue', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.stdout.destroy()
    await once(child, 'close')
    expect(stderr).toBe('')
  })
})
