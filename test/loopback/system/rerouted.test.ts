import { createServer as createPlainServer, type IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Failure } from '../../../src/core/failure.ts'
import type { Endpoint } from '../../../src/core/line.ts'
import { dial } from '../../../src/system/dial.ts'
import { listen } from '../../../src/system/listen.ts'
import { rerouted } from '../../../src/system/rerouted.ts'
import { reroutedDial } from '../../../src/system/rerouted-dial.ts'
import { reroutedListen } from '../../../src/system/rerouted-listen.ts'
import { certificate } from './certificate.ts'
import { nameServer, reply } from './name-server.ts'
import { openLine } from './open-line.ts'
import { rawServer } from './raw-server.ts'
import { valueOf } from './value-of.ts'

const home = '25.203.113.7'
const probe = '203.0.113.5'
const free = { address: '127.0.0.1', port: 0 }

describe('a line that is led to loopback', () => {
  it('reaches what is in the map, by its invented names', async () => {
    const server = await rawServer((socket) => socket.write(`220 ${socket.remoteAddress}\r\n`))
    const self = { v4: { nominal: '192.168.1.10', real: '127.0.0.10' } }
    const line = rerouted(openLine(), { dial: { '203.0.113.5:25': server.at }, self })
    const conversation = valueOf(await line.within(5000).dial({ address: probe, port: 25 }))
    expect(conversation.remote).toEqual({ address: probe, port: 25 })
    expect(conversation.local.address).toBe('192.168.1.10')
    expect(await conversation.readLine()).toEqual({ ok: true, value: '220 127.0.0.10' })
  })

  it('fails network-unreachable for all else: nothing falls through', async () => {
    const line = rerouted(openLine(), { dial: {} })
    const to = { address: '127.0.0.1', port: 9 }
    const socket = valueOf(await line.datagrams({ family: 'v4' }))
    for (const outcome of [
      await line.dial(to),
      await line.ask({ name: 'example.org', type: 'A' }),
      await line.ask({ name: 'example.org', type: 'A', server: to }),
      await line.request({ method: 'GET', url: 'http://127.0.0.1:9/' }),
      await line.request({ method: 'GET', url: 'http://example.org/' }),
      await line.request({ method: 'GET', url: 'http://example.org/', address: '127.0.0.1', port: 9 }),
      await line.hops.echo('127.0.0.1', { ms: 100 }),
      await socket.send(to, Uint8Array.of(1)),
    ]) {
      expect(outcome).toMatchObject({ failure: 'network-unreachable' })
    }
    expect(await line.listen({ family: 'v4', port: 0 }, async () => {})).toMatchObject({ failure: 'not-permitted' })
  })

  it('can be told to fail', async () => {
    const map = { dial: { '203.0.113.5:25': 'timed-out' }, listen: { 'v4:25': 'in-use' } } as const
    const line = rerouted(openLine(), map)
    expect(await line.dial({ address: probe, port: 25 })).toMatchObject({ failure: 'timed-out' })
    expect(await line.listen({ family: 'v4', port: 25 }, async () => {})).toMatchObject({ failure: 'in-use' })
  })

  it('asks name servers and sends datagrams by invented names', async () => {
    const real = await nameServer((query) => [reply(query, ['192.0.2.25'])])
    const server = { address: '192.168.1.1', port: 53 }
    const line = rerouted(openLine(), { dial: { '192.168.1.1:53': real.at }, resolvers: [server] })
    expect(valueOf(await line.ask({ name: 'example.org', type: 'A' }))).toMatchObject({
      server,
      answers: [{ data: '192.0.2.25' }],
    })

    const router = valueOf(await openLine().datagrams({ family: 'v4', address: '127.0.0.11' }))
    const map = {
      dial: { '239.255.255.250:1900': router.local, '192.168.1.1:5351': router.local },
      callers: { '127.0.0.11': '192.168.1.1' },
      self: { v4: { nominal: '192.168.1.10', real: '127.0.0.10' } },
    }
    const socket = valueOf(await rerouted(openLine(), map).datagrams({ family: 'v4' }))
    expect(socket.local.address).toBe('192.168.1.10')
    for (const to of [
      { address: '192.168.1.1', port: 5351 },
      { address: '239.255.255.250', port: 1900 },
    ]) {
      valueOf(await socket.send(to, Uint8Array.of(7)))
      const asked = valueOf(await router.receive(1000))
      expect(asked.from.address).toBe('127.0.0.10')
      await router.send(asked.from, Uint8Array.of(8))
      expect(valueOf(await socket.receive(1000)).from).toEqual({ address: '192.168.1.1', port: to.port })
    }
  })

  it('tells apart who shares one loopback address, by the endpoint', async () => {
    const [router, printer] = [await loopbackSocket(), await loopbackSocket()]
    const callers = { '127.0.0.1': '192.168.1.20', [`127.0.0.1:${router.local.port}`]: '192.168.1.1' }
    const group = { address: '239.255.255.250', port: 1900 }
    const line = rerouted(openLine(), { dial: { '239.255.255.250:1900': router.local }, callers })
    const socket = valueOf(await line.datagrams({ family: 'v4' }))
    valueOf(await socket.send(group, Uint8Array.of(7)))
    const asked = valueOf(await router.receive(1000))
    for (const member of [router, printer]) await member.send(asked.from, Uint8Array.of(8))
    const heard = [valueOf(await socket.receive(1000)), valueOf(await socket.receive(1000))]
    expect(heard.map(({ from }) => from.address).sort()).toEqual(['192.168.1.1', '192.168.1.20'])
  })

  it('tells who is reached for, and where each connection is really made from', async () => {
    const server = await rawServer((socket) => socket.write(`220 ${socket.remotePort}\r\n`))
    const reached: string[] = []
    const made: [to: string, port: number][] = []
    const line = rerouted(openLine(), {
      dial: { '203.0.113.5:25': server.at },
      onReach: ({ address }) => void reached.push(address),
      onConnecting: (to, real) => void made.push([to.address, real.port]),
    })
    const conversation = valueOf(await line.dial({ address: probe, port: 25 }))
    await line.dial({ address: '198.51.100.9', port: 25 })
    expect(await conversation.readLine()).toEqual({ ok: true, value: `220 ${made[0]?.[1]}` })
    expect(made.map(([to]) => to)).toEqual([probe])
    expect(reached).toEqual([probe, '198.51.100.9'])
  })

  it('requests from our own address, as it is told', async () => {
    const server = await webServer((request) => request.socket.remoteAddress ?? '')
    const self = { v4: { nominal: '192.168.1.10', real: '127.0.0.1' } }
    const line = rerouted(openLine(), { dial: { '192.168.1.1:5000': server }, self })
    const response = await line.request({ method: 'GET', url: 'http://192.168.1.1:5000/', from: '192.168.1.10' })
    expect(valueOf(response)).toMatchObject({ body: '127.0.0.1', remote: { address: '192.168.1.1', port: 5000 } })
  })

  it('requests what it would have requested, with the key checked', async () => {
    const own = certificate([`IP:${probe}`, 'DNS:probe.example'])
    const server = createServer({ cert: own.cert, key: own.key }, (request, response) =>
      response.end(request.headers.host),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.close()
    })
    const { port } = server.address() as { port: number }
    const names = await nameServer((query) => [reply(query, query.questions?.[0]?.type === 'A' ? [probe] : [])])
    const resolver = { address: '192.168.1.1', port: 53 }
    const dialMap = { [`${probe}:8025`]: { address: '127.0.0.1', port }, '192.168.1.1:53': names.at }
    const line = rerouted(openLine({ authorities: [own.cert] }), { dial: dialMap, resolvers: [resolver] })
    for (const [url, trust] of [
      [`https://${probe}:8025/`, [own.pin]],
      [`https://${probe}:8025/`, 'public'],
      ['https://probe.example:8025/', 'public'],
    ] as const) {
      const response = valueOf(await line.request({ method: 'GET', url, trust }))
      expect(response).toMatchObject({ body: new URL(url).host, remote: { address: probe, port: 8025 } })
    }
    const wrong = await line.request({ method: 'GET', url: `https://${probe}:8025/`, trust: ['x'] })
    expect(wrong).toMatchObject({ failure: 'wrong-key' })
  })
})

async function loopbackSocket() {
  return valueOf(await openLine().datagrams({ family: 'v4', address: '127.0.0.1' }))
}

async function webServer(says: (request: IncomingMessage) => string): Promise<Endpoint> {
  const server = createPlainServer((request, response) => response.end(says(request)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  const { port } = server.address() as { port: number }
  return { address: '127.0.0.1', port }
}

describe('agent and probe in one process', () => {
  it('dial each other by invented addresses, and see the same source port', async () => {
    // What the probe reaches follows what the agent listens on.
    const reachable: Record<string, Endpoint | Failure> = {}
    const agent = rerouted(openLine(), {
      dial: {},
      listen: { 'v4:25': free },
      self: { v4: { nominal: '192.168.1.10', real: '127.0.0.10' } },
      callers: { '127.0.0.5': probe },
      onListen(at, real) {
        const key = `${home}:${at.port}`
        if (real === undefined) delete reachable[key]
        else reachable[key] = real
      },
    })
    const probeMap = { dial: reachable, self: { v4: { nominal: probe, real: '127.0.0.5' } } }
    const probeDial = reroutedDial(dial, probeMap)
    const signal = new AbortController().signal

    let arrived: unknown
    const listener = valueOf(
      await agent.listen({ family: 'v4', port: 25 }, async (caller) => {
        arrived = { local: caller.local, remote: caller.remote }
        await caller.write('220 home\r\n')
      }),
    )
    expect(listener.local).toEqual({ address: '0.0.0.0', port: 25 })
    let announced: Endpoint | undefined
    const onConnecting = (local: Endpoint) => {
      announced = local
    }
    const conversation = valueOf(await probeDial({ address: home, port: 25 }, { onConnecting }, signal))
    expect(await conversation.readLine()).toEqual({ ok: true, value: '220 home' })
    expect(conversation.local).toEqual(announced)
    expect(arrived).toEqual({ local: { address: '192.168.1.10', port: 25 }, remote: conversation.local })
    conversation.end()

    await listener.close()
    const gone = await probeDial({ address: home, port: 25 }, {}, signal)
    expect(gone).toMatchObject({ failure: 'network-unreachable' })
  })

  it('the listener of the probe is led the same way', async () => {
    const signal = new AbortController().signal
    const real: Endpoint[] = []
    const map = {
      dial: {},
      listen: { 'v4:25': free },
      self: { v4: { nominal: probe, real: '127.0.0.5' } },
      callers: { '127.0.0.10': home },
      onListen: (_: unknown, at: Endpoint | undefined) => void (at && real.push(at)),
    }
    const listening = reroutedListen(listen, map)
    const serve = async (caller: { remote: Endpoint; write(data: string): Promise<unknown> }) => {
      await caller.write(`220 you are ${caller.remote.address}\r\n`)
    }
    const listener = valueOf(await listening({ family: 'v4', port: 25 }, serve, { signal, maxConversations: 2 }))
    const [at] = real
    if (at === undefined) throw new Error('nobody listens')
    const conversation = valueOf(await openLine().dial(at, { from: '127.0.0.10' }))
    expect(await conversation.readLine()).toEqual({ ok: true, value: `220 you are ${home}` })
    await listener.close()
  })
})
