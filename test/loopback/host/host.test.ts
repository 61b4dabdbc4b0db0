import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { systemHops } from '../../../src/system/hops.ts'
import { systemHost } from '../../../src/system/host/host.ts'
import { resolvers } from '../../../src/system/resolvers.ts'

describe.runIf(process.platform === 'linux')('this machine (Linux only)', () => {
  it('has a loopback interface with 127.0.0.1', async () => {
    const told = await systemHost().interfaces()
    const lo = told.ok ? told.value.find(({ name }) => name === 'lo') : undefined
    expect(lo?.kind).toBe('loopback')
    expect(lo?.mtu).toBeGreaterThan(0)
    expect(lo?.addresses).toContainEqual({ family: 'v4', address: '127.0.0.1', prefix: 8, temporary: false })
  })

  it('tells its gateways of both families, be there any or none', async () => {
    for (const family of ['v4', 'v6'] as const) expect(await systemHost().gateways(family)).toMatchObject({ ok: true })
  })

  it('shows a listener, and both ends of a conversation with it', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const accepted = once(server, 'connection')
    const caller = connect(port, '127.0.0.1')
    await Promise.all([once(caller, 'connect'), accepted])
    const callerPort = (caller.address() as AddressInfo).port
    try {
      const told = await systemHost().sockets()
      const at = (one: number) => ({ address: '127.0.0.1', port: one })
      expect(told.ok && told.value).toContainEqual({
        local: at(port),
        remote: { address: '0.0.0.0', port: 0 },
        state: 'listening',
      })
      expect(told.ok && told.value).toContainEqual({ local: at(port), remote: at(callerPort), state: 'established' })
      expect(told.ok && told.value).toContainEqual({ local: at(callerPort), remote: at(port), state: 'established' })
    } finally {
      caller.destroy()
      server.close()
    }
  })

  it('tells an IPv4 caller of a dual-stack listener as IPv4', async ({ skip }) => {
    const server = createServer().listen({ port: 0, host: '::', ipv6Only: false })
    const ready = await Promise.race([once(server, 'listening'), once(server, 'error').then(() => undefined)])
    if (ready === undefined) skip('this machine has no IPv6')
    const { port } = server.address() as AddressInfo
    const accepted = once(server, 'connection')
    const caller = connect(port, '127.0.0.1')
    await Promise.all([once(caller, 'connect'), accepted])
    const callerPort = (caller.address() as AddressInfo).port
    try {
      const told = await systemHost().sockets()
      expect(told.ok && told.value).toContainEqual({
        local: { address: '127.0.0.1', port },
        remote: { address: '127.0.0.1', port: callerPort },
        state: 'established',
      })
    } finally {
      caller.destroy()
      server.close()
    }
  })

  it('has somebody to ask for names', async () => {
    expect((await resolvers()).length).toBeGreaterThan(0)
  })
})

describe('an echo to this machine', () => {
  it('is answered', async ({ skip }) => {
    const reply = await systemHops().echo('127.0.0.1', { ms: 3_000 })
    if (!reply.ok && reply.failure === 'unsupported') skip(`no ping may be sent here: ${reply.detail}`)
    expect(reply).toMatchObject({ ok: true, value: { kind: 'reached', from: '127.0.0.1' } })
  })

  it('ends with the signal', async () => {
    expect(await systemHops(AbortSignal.abort()).echo('127.0.0.1', { ms: 3_000 })).toMatchObject({
      failure: 'cancelled',
    })
  })

  it('is not sent to a name, nor to an option', async () => {
    for (const to of ['localhost', '-f', '127.0.0.1; id', '']) {
      expect(await systemHops().echo(to, { ms: 100 })).toMatchObject({ failure: 'address-unavailable' })
    }
  })

  it('is not sent with a time to live that is none', async () => {
    await expect(systemHops().echo('127.0.0.1', { ttl: 0, ms: 100 })).rejects.toThrow(RangeError)
  })
})
