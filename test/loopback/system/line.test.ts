import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../src/core/failure.ts'
import type { Host } from '../../../src/core/host.ts'
import { openLine } from './open-line.ts'
import { nameServer } from './name-server.ts'
import { rawServer } from './raw-server.ts'
import { valueOf } from './value-of.ts'

const anyPort = { family: 'v4', port: 0, address: '127.0.0.1' } as const

describe('a line with a deadline', () => {
  it('fails everything timed-out when the time is over, and cuts what is open', async () => {
    const silent = await rawServer(() => {})
    const mute = await nameServer(() => [])
    const line = openLine({ resolvers: [mute.at] }).within(80)
    const conversation = valueOf(await line.dial(silent.at))
    const listener = valueOf(await line.listen(anyPort, async () => {}))
    const socket = valueOf(await line.datagrams({ family: 'v4', address: '127.0.0.1' }))
    const outcomes = await Promise.all([
      conversation.readLine(),
      socket.receive(5000),
      line.ask({ name: 'example.org', type: 'A' }),
      line.request({ method: 'GET', url: `http://127.0.0.1:${silent.at.port}/` }),
      line.dial(silent.at, { tls: { trust: 'anyone' } }),
    ])
    for (const outcome of outcomes) expect(outcome).toMatchObject({ failure: 'timed-out' })
    await line.clock.pause(60_000)
    expect(await line.dial(silent.at)).toMatchObject({ failure: 'timed-out' })
    expect(await line.listen(anyPort, async () => {})).toMatchObject({ failure: 'timed-out' })
    expect(await line.hops.echo('127.0.0.1', { ms: 5000 })).toMatchObject({ failure: 'timed-out' })
    await silent.deserted()
    expect(await openLine().dial(listener.local)).toMatchObject({ failure: 'refused' })
  })

  it('nested, the earliest wins, and the line itself goes on', async () => {
    const silent = await rawServer(() => {})
    const line = openLine()
    const outer = line.within(60)
    const inner = valueOf(await outer.within(60_000).dial(silent.at))
    expect(await inner.readLine({ ms: 60_000 })).toMatchObject({ failure: 'timed-out' })
    expect(await line.dial(silent.at)).toMatchObject({ ok: true })
  })
})

describe('patience', () => {
  it('stretches every time that a caller gives', async () => {
    const late = await rawServer((socket) => setTimeout(() => socket.write('220 at last\r\n'), 150))
    const line = openLine({ patience: 100 }).within(100)
    const conversation = valueOf(await line.dial(late.at, { connectMs: 10 }))
    expect(await conversation.readLine({ ms: 10 })).toEqual({ ok: true, value: '220 at last' })
  })
})

describe('an interruption', () => {
  it('fails everything cancelled, within deadlines too', async () => {
    const silent = await rawServer(() => {})
    const interruption = new AbortController()
    const line = openLine({ signal: interruption.signal })
    const conversation = valueOf(await line.within(60_000).dial(silent.at))
    const waiting = [conversation.readLine({ ms: 60_000 }), line.dial(silent.at, { tls: { trust: 'anyone' } })]
    interruption.abort()
    for (const outcome of await Promise.all(waiting)) expect(outcome).toMatchObject({ failure: 'cancelled' })
    expect(await line.dial(silent.at)).toMatchObject({ failure: 'cancelled' })
    await silent.deserted()
  })
})

describe('close', () => {
  it('leaves nothing open', async () => {
    const silent = await rawServer(() => {})
    const line = openLine()
    const conversation = valueOf(await line.dial(silent.at))
    const listeners = [
      valueOf(await line.listen(anyPort, async (caller) => void (await caller.readLine()))),
      valueOf(await line.within(60_000).listen(anyPort, async () => {})),
    ]
    const socket = valueOf(await line.datagrams({ family: 'v4', address: '127.0.0.1' }))
    const waiting = conversation.readLine()
    const hearing = socket.receive(60_000)
    await line.close()
    await line.close()
    expect(await waiting).toMatchObject({ failure: 'cancelled' })
    expect(await hearing).toMatchObject({ failure: 'cancelled' })
    await silent.deserted()
    const other = openLine()
    for (const { local } of listeners) expect(await other.dial(local)).toMatchObject({ failure: 'refused' })
  })
})

describe('an interface that was chosen', () => {
  const host = (addresses: readonly string[]): Host => ({
    interfaces: async () =>
      success([
        {
          name: 'lo',
          kind: 'loopback',
          addresses: addresses.map((address, index) => ({ family: 'v4', address, prefix: 8, temporary: index === 0 })),
        },
      ]),
    gateways: async () => failed('unsupported'),
    sockets: async () => failed('unsupported'),
    container: async () => false,
    firewall: async () => failed('unsupported'),
  })

  it('is spoken from, by its stable address', async () => {
    const server = await rawServer(() => {})
    const line = openLine({ interface: 'lo', host: host(['127.0.0.7', '127.0.0.8']) })
    expect(valueOf(await line.dial(server.at)).local.address).toBe('127.0.0.8')
    expect(valueOf(await line.dial(server.at, { from: '127.0.0.5' })).local.address).toBe('127.0.0.5')
    expect(valueOf(await line.datagrams({ family: 'v4' })).local.address).toBe('127.0.0.8')
  })

  it('that has no address of the family, or is not there, fails address-unavailable', async () => {
    const server = await rawServer(() => {})
    for (const chosen of [
      { interface: 'lo', host: host([]) },
      { interface: 'wan', host: host(['127.0.0.7']) },
    ]) {
      expect(await openLine(chosen).dial(server.at)).toMatchObject({ failure: 'address-unavailable' })
    }
    expect(server.callers()).toBe(0)
  })
})
