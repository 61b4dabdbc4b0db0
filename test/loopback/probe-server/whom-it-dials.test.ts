import { afterEach, describe, expect, it } from 'vitest'
import type { ProbeOptions } from '../../../probe-server/main.ts'
import { isGlobal } from '../../../src/protocols/addresses.ts'
import { dialBackPath, protocol } from '../../../src/wire/protocol.ts'
import { readRefusal } from '../../../src/wire/refusal.ts'
import { type Answer, elsewhere, home, probeAddress, type World, world } from './world.ts'

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
