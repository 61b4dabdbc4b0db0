import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command } from './command.ts'

// Wrong use ends before a line is looked at; anything else would ask the router of whoever runs the tests.

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailworthy-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('mailworthy ports, as installed', () => {
  it.each([
    [['--help']],
    [['list', '--help']],
    [['open', '--help']],
    [['close', '--help']],
    [['keep', '--help']],
    [['restore', '--help']],
  ])('%j helps on stdout, with examples, in 80 columns', async (args) => {
    const { code, stdout, stderr } = await command('mailworthy', ['ports', ...args], { env: { COLUMNS: '80' } })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('Examples:')
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('without a word more shows what there is, on stderr', async () => {
    const { code, stdout, stderr } = await command('mailworthy', ['ports'])
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr).toContain('Usage: mailworthy ports')
  })

  it.each([
    [['opne'], 'Did you mean open?'],
    [['open', '0'], 'PORT must be a port from 1 to 65535, such as 25, not "0"'],
    [['open', '25', '65536'], 'not "65536"'],
    [['open', 'smtp'], 'not "smtp"'],
    [['open', '25\u001b[2J'], '\\u001b'],
    [['open', '25', '--internal', '587=2525'], 'port 587 is not among those to open (25)'],
    [['open', '25', '--internal', '25'], '--internal must be a port outside and one inside'],
    [['open', '25', '465', '--internal', '25=465'], 'add --protocol upnp'],
    [['open', '--lease', 'ever'], '--lease must be a number of seconds'],
    [['open', '--protocol', 'ssdp'], 'Allowed choices are auto, pcp, natpmp, upnp.'],
    [['open', '--to', '203.0.113.5'], '--to must be an address of your own network'],
    [['open', '--to', '192.168.1.20', '--v6'], '--to and --v6 do not go together'],
    [['open', '--lease', 'permanent', '--protocol', 'pcp'], '--lease permanent needs --protocol upnp'],
    [['open', '--yes'], '--yes goes with --replace'],
    [['open', '--probe', '203.0.113.5'], '--probe cannot be used'],
    [['open', '--interface', '../x'], '--interface must be'],
    [['keep', '--replace'], "unknown option '--replace'"],
    [['keep', '--lease', '5'], 'from 10 to 31536000'],
    [['close', '25,465'], 'not "25,465"'],
    [['close', '--config', 'none.json'], 'there is no such file'],
    [['list', '25'], 'too many arguments'],
    [['restore', '25'], 'too many arguments'],
  ])('used wrongly, is one sentence: %j', async (args, words) => {
    const { code, stdout, stderr } = await command('mailworthy', ['ports', ...args], { cwd: folder })
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^mailworthy: [^\n]+\n$/)
    expect(stderr).toContain(words)
    expect(code).toBe(64)
  })
})
