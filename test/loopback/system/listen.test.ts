import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { describe, expect, it, onTestFinished } from 'vitest'
import { dial } from '../../../src/system/dial.ts'
import { holdPorts, takeOverPorts } from '../../../src/system/held-ports.ts'
import { listen } from '../../../src/system/listen.ts'
import { certificate } from './certificate.ts'
import { openLine } from './open-line.ts'
import { valueOf } from './value-of.ts'

const anyPort = { family: 'v4', port: 0, address: '127.0.0.1' } as const
const never = new AbortController().signal

describe('listening', () => {
  it('serves each caller and ends the conversation when served', async () => {
    const line = openLine()
    const listener = valueOf(
      await line.listen(anyPort, async (caller) => {
        await caller.write(`220 you are ${caller.remote.address}\r\n`)
      }),
    )
    const conversation = valueOf(await line.dial(listener.local, { from: '127.0.0.3' }))
    expect(await conversation.readLine()).toEqual({ ok: true, value: '220 you are 127.0.0.3' })
    expect(await conversation.readLine()).toMatchObject({ failure: 'closed' })
  })

  it('fails in-use, and address-unavailable', async () => {
    const line = openLine()
    const listener = valueOf(await line.listen(anyPort, async () => {}))
    expect(await line.listen({ ...anyPort, port: listener.local.port }, async () => {})).toMatchObject({
      failure: 'in-use',
    })
    const foreign = await line.listen({ family: 'v4', port: 0, address: '192.0.2.1' }, async () => {})
    expect(foreign).toMatchObject({ failure: 'address-unavailable' })
  })

  it('keeps the families apart: both can have the same port', async () => {
    const line = openLine()
    const six = await line.listen({ family: 'v6', port: 0 }, async () => {})
    if (!six.ok) return expect(['unsupported', 'address-unavailable']).toContain(six.failure)
    const four = valueOf(await line.listen({ family: 'v4', port: six.value.local.port }, async () => {}))
    expect(four.local.address).toBe('0.0.0.0')
    expect(six.value.local.address).toBe('::')
  })

  it('close() leaves nothing open, not even who is being served', async () => {
    const line = openLine()
    const listener = valueOf(await line.listen(anyPort, async (caller) => void (await caller.readLine())))
    const conversation = valueOf(await line.dial(listener.local))
    await listener.close()
    await listener.close()
    expect(await conversation.readLine()).toMatchObject({ ok: false })
    expect(await line.dial(listener.local)).toMatchObject({ failure: 'refused' })
  })

  it('drops callers beyond its limit', async () => {
    const listener = valueOf(
      await listen(anyPort, async (caller) => void (await caller.readLine()), { signal: never, maxConversations: 1 }),
    )
    const line = openLine()
    const first = valueOf(await line.dial(listener.local))
    const second = valueOf(await line.dial(listener.local))
    expect(await second.readLine()).toMatchObject({ ok: false })
    expect(await first.write('still here\r\n')).toMatchObject({ ok: true })
    await listener.close()
  })

  it('tells a bug of whoever serves, and goes on', async () => {
    const bugs: unknown[] = []
    const serve = async () => {
      throw new Error('bug')
    }
    const listener = valueOf(
      await listen(anyPort, serve, { signal: never, maxConversations: 4, onBug: (bug) => bugs.push(bug) }),
    )
    for (const _ of [1, 2]) {
      const conversation = valueOf(await openLine().dial(listener.local))
      expect(await conversation.readLine()).toMatchObject({ failure: 'closed' })
    }
    expect(bugs).toHaveLength(2)
    await listener.close()
  })

  it('speaks TLS from the first byte if told, and not to those who do not', async () => {
    const own = certificate()
    let served = 0
    const serve = async (caller: { write(data: string): Promise<unknown> }) => {
      served += 1
      await caller.write('* OK\r\n')
    }
    const listener = valueOf(
      await listen(anyPort, serve, { signal: never, maxConversations: 4, tls: () => own.context }),
    )
    const line = openLine()
    const conversation = valueOf(await line.dial(listener.local, { tls: { trust: [own.pin] } }))
    expect(await conversation.readLine()).toEqual({ ok: true, value: '* OK' })
    const plain = valueOf(await line.dial(listener.local))
    await plain.write('a1 LOGIN me secret\r\n')
    expect(await plain.readLine()).toMatchObject({ ok: false })
    expect(served).toBe(1)
    await listener.close()
  })
})

describe('the source port', () => {
  it('is known while the connection is being made', async () => {
    const line = openLine()
    const listener = valueOf(await line.listen(anyPort, async () => {}))
    const order: unknown[] = []
    const dialling = dial(listener.local, { onConnecting: (local) => order.push(local) }, never)
    const conversation = valueOf(await dialling.finally(() => order.push('connected')))
    expect(order).toEqual([conversation.local, 'connected'])
    conversation.end()
  })
})

describe('held ports', () => {
  it('drop callers until they are claimed, and again when released', async () => {
    const { held, outcomes } = await holdPorts([anyPort])
    onTestFinished(() => held.close())
    const at = valueOf(outcomes[0]?.outcome ?? { ok: false, failure: 'unclassified' })
    const line = openLine({ held })
    const early = valueOf(await line.dial(at))
    expect(await early.readLine()).toMatchObject({ ok: false })

    const wanted = { family: 'v4', port: at.port, address: '127.0.0.1' } as const
    const listener = valueOf(await line.listen(wanted, async (caller) => void (await caller.write('220 held\r\n'))))
    expect(await line.listen(wanted, async () => {})).toMatchObject({ failure: 'in-use' })
    expect(await valueOf(await line.dial(at)).readLine()).toEqual({ ok: true, value: '220 held' })
    await listener.close()
    expect(await valueOf(await line.dial(at)).readLine()).toMatchObject({ ok: false })

    await held.closeUnclaimed()
    expect(await line.dial(at)).toMatchObject({ failure: 'refused' })
  })

  it('tell which ports could not be had, and hold the others', async () => {
    const line = openLine()
    const taken = valueOf(await line.listen(anyPort, async () => {}))
    const { held, outcomes } = await holdPorts([{ ...anyPort, port: taken.local.port }, anyPort])
    onTestFinished(() => held.close())
    expect(outcomes.map(({ outcome }) => outcome.ok)).toEqual([false, true])
    expect(outcomes[0]?.outcome).toMatchObject({ failure: 'in-use' })
    expect(held.ports).toHaveLength(1)
  })

  it('are not taken over from an environment meant for another process', async () => {
    const environment = { LISTEN_FDS: '1', LISTEN_PID: '1' }
    const held = await takeOverPorts(environment, process.pid)
    expect(held.ports).toEqual([])
    expect(environment).toEqual({})
    expect((await takeOverPorts({ LISTEN_FDS: 'x', LISTEN_PID: String(process.pid) }, process.pid)).ports).toEqual([])
  })

  it('are taken over from the service manager', async () => {
    const handed = createServer()
    await new Promise<void>((resolve) => handed.listen(0, '127.0.0.1', resolve))
    const address = handed.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const program = new URL('socket-activated.ts', import.meta.url).pathname
    // The socket itself as descriptor 3, as systemd would pass it.
    const { fd } = (handed as unknown as Record<string, { fd: number }>)['_handle'] ?? { fd: -1 }
    const child = spawn(process.execPath, [await bundled(program)], {
      stdio: ['ignore', 'pipe', 'inherit', fd],
      env: { ...process.env, LISTEN_FDS: '1' },
    })
    onTestFinished(() => {
      child.kill()
    })
    const first = await new Promise<string>((resolve) => child.stdout?.once('data', (data) => resolve(String(data))))
    // Both processes accept from the same queue: from here on only the child does.
    handed.close()
    expect(JSON.parse(first)).toEqual([{ address: '127.0.0.1', port: address.port }])
    const said = new Promise<string>((resolve) => {
      const socket = createConnection({ host: '127.0.0.1', port: address.port })
      socket.on('error', () => {})
      socket.once('data', (data) => resolve(String(data)))
    })
    expect(await said).toBe('220 activated\r\n')
  })
})

async function bundled(program: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mailworthy-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const outfile = join(folder, 'program.mjs')
  await build({ entryPoints: [program], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' })
  return outfile
}
