import { connect } from 'node:net'
import { request } from 'node:https'
import { connect as connectTls } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import type { ProbeOptions } from '../../../probe-server/main.ts'
import { isGlobal } from '../../../src/protocols/addresses.ts'
import { dialBackPath, protocol } from '../../../src/wire/protocol.ts'
import { readRefusal } from '../../../src/wire/refusal.ts'
import { type Answer, elsewhere, home, peer, probeAddress, type World, world } from './world.ts'

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

async function start(options?: Partial<ProbeOptions>): Promise<World> {
  const one = await world(options)
  opened.push(one)
  return one
}

const sessions = protocol.sessionsPath
const codeOf = (answer: Answer) => readRefusal(answer.body)?.error
const wanted = '{"ports":{"25":"listener"}}'

describe('whom the probe dials', () => {
  it('is never anybody whom the request names', async () => {
    const here = await start()
    const { session } = await here.session()
    const path = dialBackPath(session.token)
    const attempts = [
      '{"ports":{"25":"listener"},"address":"198.51.100.9"}',
      '{"ports":{"25":"listener"},"host":"victim.example"}',
      '{"ports":{"25":{"address":"198.51.100.9"}}}',
      '{"ports":{"22":"listener"}}',
      '{"ports":{"80":"server"}}',
      '{"ports":{"25 ":"listener"}}',
      '{"ports":{}}',
      '{"ports":["25"]}',
      '{"ports":{"25":"anything"}}',
      '{"__proto__":{"ports":{"25":"listener"}}}',
      '[]',
      'null',
      '',
      '{',
    ]
    for (const body of attempts)
      expect([body, codeOf(await here.ask('POST', path, { body }))]).toEqual([body, 'bad-request'])
    expect(here.dialled).toEqual([])
    const headers = {
      'x-forwarded-for': elsewhere,
      forwarded: `for=${elsewhere}`,
      'x-real-ip': elsewhere,
      'true-client-ip': elsewhere,
    }
    expect((await here.ask('POST', path, { body: wanted, headers })).status).toBe(200)
    expect(here.dialled).toEqual([`${home}:25`])
  })

  it('is never a host that the internet could not reach, nor one that would dial for us', async () => {
    const callers = [
      '10.0.0.1',
      '192.168.1.2',
      '100.64.0.1',
      '127.0.0.1',
      '169.254.0.1',
      '0.0.0.0',
      '224.0.0.1',
      '192.0.2.1',
      '203.0.113.7',
      '198.18.0.1',
      '255.255.255.255',
    ]
    const sixes = [
      '::1',
      'fe80::1',
      'fd00::1',
      'ff02::1',
      '2001:db8::1',
      '2002:c000:204::1',
      '2001:0:1234::1',
      '64:ff9b::c000:204',
      '::ffff:10.0.0.1',
      '::10.0.0.1',
      '::',
    ]
    let caller = ''
    const here = await start({ callerOf: () => caller, dialable: isGlobal, limits: { perAddress: 1000 } })
    for (caller of [...callers, ...sixes]) {
      expect([caller, codeOf(await here.ask('POST', sessions, { body: '{}' }))]).toEqual([caller, 'reserved-caller'])
    }
    caller = '::ffff:9.9.9.9'
    const { session } = await here.session()
    expect(session.address).toBe('9.9.9.9')
  })

  it('is never the probe itself', async () => {
    const here = await start()
    expect(codeOf(await here.ask('POST', sessions, { body: '{}', from: '127.0.0.3' }))).toBe('own-address')
    expect(probeAddress).toBe('192.0.2.5')
  })

  it('is the one who began the session and still has its address', async () => {
    const here = await start()
    const { session } = await here.session()
    const stolen = await here.ask('POST', dialBackPath(session.token), { body: wanted, from: '127.0.0.2' })
    expect([stolen.status, codeOf(stolen)]).toEqual([409, 'address-changed'])
    expect(here.dialled).toEqual([])
    // The thief has not used it up.
    expect((await here.dialBack(session, { 25: 'listener' })).status).toBe(200)
  })
})

describe('a token', () => {
  it('is good for one dial-back', async () => {
    const here = await start()
    const { session } = await here.session()
    expect((await here.dialBack(session, { 25: 'listener' })).status).toBe(200)
    const again = await here.ask('POST', dialBackPath(session.token), { body: wanted })
    expect([again.status, codeOf(again)]).toEqual([409, 'spent'])
    expect(here.dialled).toHaveLength(1)
  })

  it('is good for two minutes', async () => {
    let now = Date.UTC(2026, 0, 1)
    const here = await start({ now: () => now })
    const { session } = await here.session()
    now += 120_000
    const late = await here.ask('POST', dialBackPath(session.token), { body: wanted })
    expect([late.status, codeOf(late)]).toEqual([410, 'expired'])
  })

  it('cannot be made up or altered', async () => {
    const here = await start()
    const { session } = await here.session()
    const { token } = session
    const altered = token[50] === 'a' ? 'b' : 'a'
    for (const bad of [
      'a',
      token.slice(1),
      `${token}a`,
      token.toUpperCase(),
      token.slice(0, 50) + altered + token.slice(51),
      '%2e%2e',
    ]) {
      const answer = await here.ask('POST', dialBackPath(bad), { body: wanted })
      expect([answer.status, codeOf(answer)]).toEqual([401, 'bad-token'])
    }
    expect(here.dialled).toEqual([])
  })

  it('is refused rather than forgotten when there is no room to remember that it was used', async () => {
    const here = await start({ limits: { spentSessions: 1 } })
    const [one, two] = [await here.session(), await here.session()]
    expect((await here.dialBack(one.session, { 25: 'listener' })).status).toBe(200)
    expect((await here.dialBack(two.session, { 25: 'listener' })).status).toBe(429)
  })
})

describe('limits', () => {
  it('allow twenty requests in five minutes to one address, say when to come back, and leave others alone', async () => {
    const here = await start()
    for (let i = 0; i < 20; i++) expect((await here.ask('POST', sessions, { body: '{}' })).status).toBe(200)
    const refused = await here.ask('POST', sessions, { body: '{}' })
    expect([refused.status, codeOf(refused)]).toEqual([429, 'busy'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(300)
    expect((await here.ask('POST', sessions, { body: '{}', from: '127.0.0.2' })).status).toBe(200)
  })

  it('are charged before anything is dialled, for requests that come to nothing too', async () => {
    const here = await start({ limits: { perAddress: 2 } })
    const { session } = await here.session()
    expect((await here.ask('POST', dialBackPath('bad'), { body: wanted })).status).toBe(401)
    expect((await here.dialBack(session, { 25: 'listener' })).status).toBe(429)
    expect(here.dialled).toEqual([])
  })

  it('count a /64 as one, and have ceilings for neighbourhoods and for everybody', async () => {
    let caller = '2600::1'
    const here = await start({
      callerOf: () => caller,
      dialable: () => true,
      limits: { perAddress: 2, perNetwork: 4, inTotal: 6 },
    })
    const status = async (address: string) => {
      caller = address
      return (await here.ask('POST', sessions, { body: '{}' })).status
    }
    expect([await status('2600::1'), await status('2600::ffff:0:2'), await status('2600::3')]).toEqual([200, 200, 429])
    expect([await status('2600:0:0:1::1'), await status('2600:0:0:2::1'), await status('2600:0:0:3::1')]).toEqual([
      200, 200, 429,
    ])
    expect([await status('9.9.9.9'), await status('9.9.9.10'), await status('9.9.8.9')]).toEqual([200, 200, 429])
  })

  it('allow one dial-back at a time to a home', async () => {
    const here = await start({ patience: 1, limits: { perAddress: 1000, perNetwork: 1000 } })
    const silent = await peer(() => {})
    opened.push(silent)
    here.internet.set(`${home}:25`, silent.port)
    const [one, two] = [await here.session(), await here.session()]
    const first = new AbortController()
    const events = firstLine(here, dialBackPath(one.session.token), first.signal)
    expect(await events).toContain('connecting')
    const second = await here.ask('POST', dialBackPath(two.session.token), { body: wanted })
    expect([second.status, codeOf(second)]).toEqual([429, 'busy'])
    first.abort()
    // Whoever hangs up has its connections cut, and may begin again.
    await silent.gone()
    here.internet.clear()
    let status = 429
    for (let tries = 0; status === 429 && tries < 100; tries++) {
      status = (await here.dialBack((await here.session()).session, { 25: 'listener' })).status
    }
    expect(status).toBe(200)
  })

  it('bound the connections of one address, on all ports together, and tell so where it can be told', async () => {
    const here = await start({ limits: { connectionsPerAddress: 2 } })
    const held = [await here.call(25), await here.call(143)]
    for (const one of held) await one.readLine()
    const third = await here.call(587)
    expect(await third.readLine()).toMatchObject({ ok: true, value: expect.stringContaining('421 ') })
    await expect(here.ask('GET', '/')).rejects.toThrow()
    const neighbour = await here.call(25, '127.0.0.2')
    expect(await neighbour.readLine()).toMatchObject({ ok: true, value: expect.stringContaining('220 ') })
    for (const one of [...held, third, neighbour]) one.end()
  })
})

function firstLine(here: World, path: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: '127.0.0.1',
        port: here.realPort('api'),
        method: 'POST',
        path,
        agent: false,
        rejectUnauthorized: false,
        headers: { 'content-type': 'application/json' },
        signal,
      },
      (response) => {
        response.on('error', () => {})
        response.once('data', (chunk: Buffer) => resolve(chunk.toString()))
      },
    )
    call.on('error', reject)
    call.end(wanted)
  })
}

describe('requests', () => {
  it('that change something must be JSON, and from no other site', async () => {
    const here = await start()
    const host = `127.0.0.1:${here.realPort('api')}`
    const ask = async (headers: Record<string, string>) =>
      codeOf(await here.ask('POST', sessions, { body: '{}', headers }))
    expect(await ask({ 'content-type': 'text/plain' })).toBe('not-json')
    expect(await ask({ 'content-type': 'application/x-www-form-urlencoded' })).toBe('not-json')
    expect(await ask({ 'content-type': 'application/jsonp' })).toBe('not-json')
    expect(await ask({ origin: 'https://evil.example' })).toBe('cross-origin')
    expect(await ask({ origin: 'null' })).toBe('cross-origin')
    expect(await ask({ origin: `http://${host}` })).toBe('cross-origin')
    expect(await ask({ 'sec-fetch-site': 'cross-site' })).toBe('cross-origin')
    expect(await ask({ 'sec-fetch-site': 'same-site' })).toBe('cross-origin')
    expect(
      (
        await here.ask('POST', sessions, {
          body: '{}',
          headers: { origin: `https://${host}`, 'sec-fetch-site': 'same-origin' },
        })
      ).status,
    ).toBe(200)
  })

  it('get no leave for scripts of other sites', async () => {
    const here = await start()
    const preflight = await here.ask('OPTIONS', sessions, {
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(404)
    const answer = await here.ask('GET', '/v1', { headers: { origin: 'https://evil.example' } })
    for (const { headers } of [preflight, answer])
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('are refused when they are too large, announced or not', async () => {
    const here = await start()
    const large = await here.ask('POST', sessions, { body: `{"a":"${'x'.repeat(2000)}"}` })
    expect([large.status, codeOf(large)]).toEqual([413, 'too-large'])
    const chunked = await here.ask('POST', sessions, {
      body: `{"a":"${'x'.repeat(20_000)}"}`,
      headers: { 'transfer-encoding': 'chunked' },
    })
    expect([chunked.status, codeOf(chunked)]).toEqual([413, 'too-large'])
    // A megabyte may be cut off in the middle: what matters is that the probe lives and takes none of it.
    await here.ask('POST', sessions, { body: 'x'.repeat(1_000_000) }).catch(() => {})
    await here.ask('GET', '/', { headers: { cookie: 'x'.repeat(100_000) } }).catch(() => {})
    expect((await here.ask('GET', '/v1')).status).toBe(200)
  })

  it('for what is not there are told so', async () => {
    const here = await start()
    expect(codeOf(await here.ask('GET', '/admin'))).toBe('not-found')
    expect(codeOf(await here.ask('GET', sessions))).toBe('not-found')
    expect(codeOf(await here.ask('DELETE', sessions))).toBe('not-found')
    const v2 = await here.ask('POST', '/v2/sessions', { body: '{}' })
    expect(v2.status).toBe(404)
    expect(JSON.parse(v2.body)).toMatchObject({ error: 'unknown-version', versions: [1] })
    for (const body of ['', '[]', '1', '{"address":"9.9.9.9"}', 'null', '{']) {
      expect(codeOf(await here.ask('POST', sessions, { body, headers: { 'content-type': 'application/json' } }))).toBe(
        'bad-request',
      )
    }
  })

  it('that are no HTTP, or no TLS, are dropped without harm', async () => {
    const here = await start()
    const port = here.realPort('api')
    const closed = (socket: ReturnType<typeof connect>, say: string) =>
      new Promise<void>((resolve) => {
        socket.on('error', () => {})
        socket.once('close', () => resolve())
        socket.resume()
        socket.write(say)
      })
    await closed(connect(port, '127.0.0.1'), 'GET / HTTP/1.1\r\n\r\n')
    await closed(connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false }), '\0\x01garbage\r\n\r\n')
    await closed(
      connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false }),
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    )
    expect((await here.ask('GET', '/v1')).status).toBe(200)
  })
})
