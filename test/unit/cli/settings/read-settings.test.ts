import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../../../src/cli/settings/read-settings.ts'

const pin = 'A'.repeat(43)
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailworthy-'))
})
afterAll(() => rm(folder, { recursive: true }))

const read = (flags: Record<string, unknown>, env: NodeJS.ProcessEnv = {}, cwd = '/nowhere') =>
  readSettings(flags, { env, cwd })

async function file(contents: unknown, name = 'settings.json'): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, typeof contents === 'string' ? contents : JSON.stringify(contents))
  return path
}

describe('settings', () => {
  it('are nothing where nothing is said', async () => {
    expect(await read({ json: true })).toEqual({})
  })

  it('are read from flags', async () => {
    expect(
      await read({
        probe: [`https://203.0.113.5:8025#${pin}`],
        patience: '2.5',
        stun: ['stun.example.org'],
        only: ['line.*'],
      }),
    ).toEqual({
      probe: [{ url: 'https://203.0.113.5:8025', host: '203.0.113.5', port: 8025, pins: [pin] }],
      patience: 2.5,
      stun: [{ host: 'stun.example.org', port: 3478 }],
      only: ['line.*'],
    })
  })

  it('are read from the environment, several separated by blanks', async () => {
    expect(
      await read({}, { MAILWORTHY_STUN: 'a.example b.example:19302 ', MAILWORTHY_DOMAIN: '', OTHER: 'x' }),
    ).toEqual({
      stun: [
        { host: 'a.example', port: 3478 },
        { host: 'b.example', port: 19302 },
      ],
    })
  })

  it('are read from the file in the folder, from the environment before that, from flags first of all', async () => {
    await file({ patience: 3, domain: 'file.example', line: 'home' }, 'mailworthy.config.json')
    expect(
      await read({ patience: '1' }, { MAILWORTHY_DOMAIN: 'env.example', MAILWORTHY_PATIENCE: '2' }, folder),
    ).toEqual({
      patience: 1,
      domain: 'env.example',
      line: 'home',
    })
  })

  it('are read from the file that is named', async () => {
    const path = await file({ probe: 'https://probe.example.org' })
    const expected = { probe: [{ url: 'https://probe.example.org', host: 'probe.example.org', port: 443, pins: [] }] }
    expect(await read({ config: path })).toEqual(expected)
    expect(await read({}, { MAILWORTHY_CONFIG: path })).toEqual(expected)
  })

  it.each([
    [
      { probe: ['203.0.113.5'] },
      '--probe cannot be used: the address of the probe must be a whole URL, such as https://203.0.113.5:8025#PIN',
    ],
    [{ probe: ['https://203.0.113.5:8025#short'] }, /^--probe cannot be used: the pin after # must be the 43 letters/],
    [{ patience: 'fast' }, '--patience must be a number from 0.1 to 20, such as 2, not "fast"'],
    [{ patience: '21' }, /from 0.1 to 20/],
    [{ stun: ['a.example:99999'] }, /^--stun must be a host and a port from 1 to 65535/],
    [{ resolver: ['dns.example'] }, /^--resolver must be an address and a port/],
    [{ domain: 'a b' }, /^--domain must be a host name, such as mail.example.org, not "a b"$/],
    [{ validation: 'signed.example' }, /^--validation must be a name that is signed well and one/],
    [{ validation: 'a.example/b.example/c.example' }, /^--validation must be/],
    [
      { selector: ['a b'] },
      /^--selector must be a selector of DKIM, such as 2026 \(the s= of a signature\), not "a b"$/,
    ],
    [{ validator: ['dns.example'] }, /^--validator must be an address, such as 203.0.113.5, not "dns.example"$/],
    [{ lang: 'fr' }, /^--lang must be en/],
    [{ only: ['Outbound 25'] }, /^--only must be the id of a check/],
    [{ interface: '' }, /^--interface must be the name/],
    [{ stun: Array.from({ length: 17 }, () => 'a.example') }, /^--stun must be at most 16$/],
  ])('refuse the flags %j in one sentence', async (flags, sentence) => {
    await expect(read(flags)).rejects.toThrow(sentence)
  })

  it.each([
    [{ prob: 'x' }, /settings\.json has no setting "prob"; did you mean probe\?$/],
    [{ weather: 'x' }, /has no setting "weather"$/],
    [{ probe: 3 }, /^probe in .*settings\.json must be a text, or a list of texts$/],
    [{ domain: ['a'] }, /^domain in .* must be a text$/],
    [[], /must hold an object of settings/],
    ['null', /must hold an object of settings/],
    ['{"patience": 2', /is not JSON/],
    ['x'.repeat(70_000), /is too long/],
  ])('refuse the file %.30j in one sentence', async (contents, sentence) => {
    await expect(read({ config: await file(contents) })).rejects.toThrow(sentence)
  })

  it('refuse a file that is not there, if it was named', async () => {
    await expect(read({ config: join(folder, 'none.json') })).rejects.toThrow(
      /none\.json cannot be read: there is no such file$/,
    )
    await expect(read({ config: folder })).rejects.toThrow(/it is a folder$/)
  })

  it('refuse a variable that looks like a slip of the fingers, and no other', async () => {
    await expect(read({}, { MAILWORTHY_PROB: 'x' })).rejects.toThrow(
      'MAILWORTHY_PROB is not a setting; did you mean MAILWORTHY_PROBE?',
    )
    expect(await read({}, { MAILWORTHY_SOMETHING_ELSE: 'x', MAILWORTHY_DEBUG: '1' })).toEqual({})
  })

  it('do not show the whole of what is far too long', async () => {
    await expect(read({ domain: 'x y'.repeat(1000) })).rejects.toThrow(/^.{1,200}$/)
  })
})
