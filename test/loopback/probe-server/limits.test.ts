import { request } from 'node:https'
import { afterEach, describe, expect, it } from 'vitest'
import type { ProbeOptions } from '../../../probe-server/main.ts'
import { dialBackPath, protocol } from '../../../src/wire/protocol.ts'
import { readRefusal } from '../../../src/wire/refusal.ts'
import { type Answer, home, peer, type World, world } from './world.ts'

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
