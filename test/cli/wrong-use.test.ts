import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command } from './command.ts'

let folder = ''
const config = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailworthy-'))
  await writeFile(config('typo.json'), '{"prob": "https://203.0.113.5:8025"}')
  await writeFile(config('broken.json'), '{"probe": ')
  await writeFile(config('list.json'), '[]')
})
afterAll(() => rm(folder, { recursive: true }))

/** One sentence on stderr, 64, nothing on stdout, no stack. */
async function refused(
  program: 'mailworthy' | 'mailworthy-probe',
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
) {
  const { code, stdout, stderr } = await command(program, args, { env })
  expect(stdout).toBe('')
  expect(stderr).toMatch(new RegExp(`^${program}: [^\\n]+\\n$`))
  expect(stderr).not.toMatch(/ at .*:\d+/)
  expect(code).toBe(64)
  return stderr
}

describe('mailworthy, used wrongly', () => {
  it.each([
    [['check', '--probe', '203.0.113.5:8025'], 'must be a whole URL'],
    [['check', '--probe', 'http://203.0.113.5:8025'], 'must begin with https://'],
    [['check', '--probe', 'https://203.0.113.5:8025#tooshort'], 'the pin after #'],
    [['check', '--probe', 'https://203.0.113.5:99999'], 'not a valid URL'],
    [['check', '--probe', 'echoip+http://ip.example.org'], 'must begin with echoip+https://'],
    [['check', '--letter', 'de'], '--letter must be en or fr'],
    [['check', '--letter', 'fr', '--json'], 'leave --json out'],
    [['check', '--globalping', '--from', 'FR,XX'], 'two letters in ISO 3166'],
    [['check', '--globalping-api', 'http://api.example.org'], 'the address of an API'],
    [['check', '--name-witness', 'ns1.example.org/MX/me.example.org'], 'a name server, A or TXT, and a name'],
    [['check', '--stun', 'stun.example.org:99999'], 'a port from 1 to 65535'],
    [['check', '--resolver', 'example.org'], 'an address and a port'],
    [['check', '--only', 'outbund.25.v4'], 'did you mean outbound.25.v4?'],
    [['check', '--skip', 'weather.*'], 'mailworthy catalogue'],
    [['check', '--patience', '100'], 'a number from 0.1 to 20'],
    [['check', '--lang', 'xx'], '--lang must be en'],
    [['check', '--prob', 'x'], 'Did you mean --probe?'],
    [['check', '--probe'], 'argument missing'],
    [['check', 'everything'], 'too many arguments'],
    [['chek'], 'Did you mean check?'],
    [['explain'], 'missing required argument'],
    [['explain', 'outbound.25.v5'], 'did you mean outbound.25.v4?'],
    [['explain', 'line.nat.v4/carier'], 'its answers are'],
    [['explain', 'x\u001b[2J'], '\\u001b'],
    [['reverse'], 'missing required argument'],
    [['reverse', 'mail.example.org'], 'the address must be an address'],
    [['reverse', '192.168.1.1', '--name', 'mail.example.org'], 'works within your own network only'],
    [['reverse', '::1'], 'is this machine itself'],
    [['records', '--domain', 'example.org', '--v4', '192.168.1.10'], '"mailworthy check" tells that of the line'],
    [['records', '--domain', 'example.org', '--v6', 'fd00::10'], '--v6 must be a public address'],
    [['records', '--domain', 'example.org', '--v4', '100.64.0.7'], "works within the provider's network only"],
    [['reverse', '203.0.113.999'], 'the address must be an address'],
    [['reverse', '203.0.113.5', '203.0.113.6'], 'too many arguments'],
    [['reverse', '203.0.113.5', '--name', 'a b'], '--name must be a host name'],
    [['reverse', '203.0.113.5', '--domain', 'exa mple'], '--domain must be a host name'],
    [['reverse', '203.0.113.5', '--resolver', 'example.org'], 'an address and a port'],
    [['reverse', '203.0.113.5', '--nam', 'x'], 'Did you mean --name?'],
    [['spf'], '--ip is missing'],
    [['spf', '--ip', '203.0.113'], '--ip must be an address'],
    [['spf', '--ip', '203.0.113.5'], 'whom to judge is missing'],
    [['spf', '--ip', '203.0.113.5', '--mail-from', ''], 'name the server with --helo'],
    [['spf', '--ip', '203.0.113.5', '--mail-from', 'user@'], '--mail-from must be an address of mail'],
    [['spf', '--ip', '203.0.113.5', '--mail-from', 'user@a b.test'], '--mail-from must be an address of mail'],
    [['spf', '--ip', '203.0.113.5', '--helo', 'a b'], '--helo must be what the server calls itself'],
    [['spf', '--ip', '203.0.113.5', '--domain', 'a b'], '--domain must be a host name'],
    [['spf', '--ip', '203.0.113.5', '--domain', 'example.org', '--record', '-all'], '--record must be an SPF record'],
    [['spf', '--ip', '203.0.113.5', '--domain', 'example.org', '--resolver', 'x'], '--resolver must be an address'],
    [['spf', '203.0.113.5'], 'too many arguments'],
    [['demo', '--scenario', 'blocked-52'], 'did you mean blocked-25?'],
  ])('%j', async (args, words) => {
    expect(await refused('mailworthy', args)).toContain(words)
  })

  it.each([
    ['typo.json', 'did you mean probe?'],
    ['broken.json', 'is not JSON'],
    ['list.json', 'must hold an object'],
    ['none.json', 'there is no such file'],
    ['.', 'it is a folder'],
  ])('with the configuration %s', async (name, words) => {
    expect(await refused('mailworthy', ['check', '--config', config(name)])).toContain(words)
  })

  it('with a variable that is a slip of the fingers', async () => {
    expect(await refused('mailworthy', ['check'], { MAILWORTHY_PROB: 'x' })).toContain('MAILWORTHY_PROBE')
  })

  it('with no command at all: shows what there is, on stderr', async () => {
    const { code, stdout, stderr } = await command('mailworthy', [])
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr).toContain('Usage: mailworthy')
  })
})

describe('mailworthy-probe, used wrongly', () => {
  it.each([
    [['--port', '99999'], '--port must be a port from 1 to 65535'],
    [['--port', 'x'], '--port must be a port from 1 to 65535'],
    [['--listen', 'example.org'], '--listen must be an address'],
    [['--name', 'a b'], '--name must be a host name'],
    [['--canary', 'mx.example.org:26'], 'one of the mail ports'],
    [['--cert', 'a.pem'], 'belong together'],
    [['--cert', 'a.pem', '--key', 'a.pem'], '--name'],
    [['--cert', '/none.pem', '--key', '/none.pem', '--name', 'probe.example.org'], 'cannot be read'],
    [['--state', '/dev/null/x'], 'name another folder with --state'],
    [['--prot', '1'], 'Did you mean --port?'],
  ])('%j', async (args, words) => {
    expect(await refused('mailworthy-probe', args)).toContain(words)
  })
})
