import { afterEach, describe, expect, it } from 'vitest'
import type { ProbeOptions } from '../../../probe-server/main.ts'
import { failed, success } from '../../../src/core/failure.ts'
import type { Line } from '../../../src/core/line.ts'
import { type DialBackOutcome, dialBack } from '../../../src/protocols/probe/dial-back.ts'
import { echo } from '../../../src/protocols/probe/echo.ts'
import { listenForProbe } from '../../../src/protocols/probe/listen-for-probe.ts'
import { type OpenSession, openSession } from '../../../src/protocols/probe/open-session.ts'
import { watchSockets } from '../../../src/protocols/probe/watch-sockets.ts'
import type { Reroute } from '../../../src/system/reroute.ts'
import { rerouted } from '../../../src/system/rerouted.ts'
import { type MailPort, mailPorts } from '../../../src/wire/mail-port.ts'
import { readNonce } from '../../../src/wire/proof.ts'
import { home, peer, probeAddress, type World, world } from '../probe-server/world.ts'
import { openLine } from '../system/open-line.ts'

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

/** A real probe and a real line, with the internet between them on loopback. */
async function between(
  options: Partial<ProbeOptions> = {},
): Promise<{ far: World; line: Line; pins: readonly string[] }> {
  const far = await world(options)
  opened.push(far)
  const at = (port: number) => ({ address: '127.0.0.1', port })
  const ways = mailPorts.map((port) => [`${probeAddress}:${port}`, at(far.realPort(port))] as const)
  const map: Reroute = {
    dial: { [`${probeAddress}:8025`]: at(far.realPort('api')), ...Object.fromEntries(ways) },
    listen: { 'v4:25': at(0), 'v4:143': at(0) },
    self: { v4: { nominal: '192.168.1.10', real: '127.0.0.1' } },
    onListen: ({ port }, real) => {
      if (real === undefined) far.internet.delete(`${home}:${port}`)
      else far.internet.set(`${home}:${port}`, real.port)
    },
  }
  return { far, line: rerouted(openLine(), map), pins: far.probe.pins }
}

const url = `https://${probeAddress}:8025`

async function sessionOn(line: Line, pins: readonly string[]): Promise<OpenSession> {
  const outcome = await openSession(line, { url, pins }, 'v4')
  if (outcome.kind !== 'session') throw new Error(JSON.stringify(outcome))
  return outcome.open
}

describe('a session with a real probe', () => {
  it('begins with the right pin, and with no other', async () => {
    const { line, pins } = await between()
    expect((await sessionOn(line, pins)).session.address).toBe(home)
    const other = await openSession(line, { url, pins: ['A'.repeat(43)] }, 'v4')
    expect(other).toEqual({ kind: 'untrusted', failure: 'wrong-key' })
    expect(await openSession(line, { url, pins: [] }, 'v4')).toMatchObject({ kind: 'untrusted' })
  })

  it('is refused to a caller in its own network, and to too many', async () => {
    const near = await between({ dialable: () => false })
    expect(await openSession(near.line, { url, pins: near.pins }, 'v4')).toEqual({ kind: 'reserved-caller' })
    const full = await between({ limits: { perAddress: 0 } })
    expect(await openSession(full.line, { url, pins: full.pins }, 'v4')).toMatchObject({ kind: 'busy' })
  })
})

describe('the mail ports of a real probe', () => {
  it.each(mailPorts)('are known for what they are: %i', async (port) => {
    const { line, pins } = await between()
    const facts = await echo(line, await sessionOn(line, pins), port)
    if (port !== 465 && port !== 993) expect(facts.provedInTls).toBe(true)
    expect(facts).toMatchObject({ stage: 'done', connected: true, signature: 'ours', seenAs: home, proved: true })
    expect(port === 465 || port === 993 ? facts.tls : facts.starttls).toMatchObject({ pin: pins[0] })
  })

  it('are told from a stranger in their place', async () => {
    const { far, pins, line } = await between()
    const open = await sessionOn(line, pins)
    const stranger = await peer((socket) => {
      socket.write('220 mx.example.org ESMTP Postfix\r\n')
      socket.on('data', () => socket.end('502 what\r\n'))
    })
    opened.push(stranger)
    const astray = rerouted(openLine(), {
      dial: {
        [`${probeAddress}:25`]: { address: '127.0.0.1', port: stranger.port },
        [`${probeAddress}:587`]: 'refused',
      },
    })
    expect(await echo(astray, open, 25)).toMatchObject({ connected: true, signature: 'foreign', stage: 'hello' })
    expect(await echo(astray, open, 587)).toMatchObject({ connected: false, stage: 'connect', failure: 'refused' })
    expect(far.dialled).toEqual([])
  })
})

describe('a dial-back by a real probe', () => {
  const dialled = async (line: Line, open: OpenSession, port: MailPort, behind: 'listener' | 'server') => {
    let sourcePort: number | undefined
    const outcome: DialBackOutcome = await dialBack(line, open, { [port]: behind }, (event) => {
      if (event.event === 'connecting' || event.event === 'connected') sourcePort ??= event.sourcePort
    })
    return { outcome, sourcePort }
  }

  it.each([25, 143] as const)('meets our own listener on %i, and both are sure of each other', async (port) => {
    const { line, pins } = await between()
    const open = await sessionOn(line, pins)
    const nonce = readNonce(open.session.nonce) as Uint8Array
    const listener = await listenForProbe(line, { family: 'v4', port, nonce })
    if (!listener.ok) throw new Error(listener.failure)
    const { outcome, sourcePort } = await dialled(line, open, port, 'listener')
    expect(outcome).toMatchObject({ kind: 'done', ports: { [port]: { connected: true, result: 'open-proved' } } })
    expect(listener.value.arrivals()).toMatchObject([{ proved: true, fromPort: sourcePort }])
    await listener.value.close()
    expect((await dialled(line, await sessionOn(line, pins), port, 'listener')).outcome).toMatchObject({
      kind: 'done',
      ports: { [port]: { connected: false } },
    })
  })

  it('shows in the table of sockets where a server has the port', async () => {
    const { far, line, pins } = await between({ patience: 1 })
    const open = await sessionOn(line, pins)
    const server = await peer((socket) => socket.write('220 mail.example.org ESMTP\r\n'))
    opened.push(server)
    far.internet.set(`${home}:25`, server.port)
    // The table as a system would show it, of the sockets that this server really has.
    const local = { address: '192.168.1.10', port: 25 }
    const table = () =>
      server.sourcePorts.map((port) => ({
        local,
        remote: { address: probeAddress, port },
        state: 'established' as const,
      }))
    const here: Line = { ...line, host: { ...line.host, sockets: async () => success(table()) } }
    let watched: ReturnType<typeof watchSockets> | undefined
    const outcome = await dialBack(here, open, { 25: 'server' }, (event) => {
      if (event.event !== 'done' && event.event !== 'result' && event.event !== 'greeting') {
        const { sourcePort } = event
        if (sourcePort !== undefined) watched ??= watchSockets(here, { port: 25, sourcePort }, 1500)
      }
    })
    expect(outcome).toMatchObject({
      kind: 'done',
      ports: { 25: { connected: true, greeting: '220 mail.example.org ESMTP', result: 'open-other' } },
    })
    expect(await watched).toMatchObject({ seen: true, state: 'established' })
  })

  it('is had once for each session, and only from where it began', async () => {
    const { line, pins } = await between()
    const open = await sessionOn(line, pins)
    expect((await dialled(line, open, 25, 'server')).outcome.kind).toBe('done')
    expect((await dialled(line, open, 25, 'server')).outcome).toEqual({ kind: 'spent' })
    const { session } = open
    const forged = { ...open, session: { ...session, token: `${session.token.slice(1)}a` } }
    expect((await dialled(line, forged, 25, 'server')).outcome.kind).toBe('incompatible')
  })

  it('that breaks off leaves what was told until then', async () => {
    const { far, line, pins } = await between({
      dial: (_, how, signal) => {
        how.onConnecting?.({ address: probeAddress, port: 50_025 })
        return new Promise((resolve) =>
          signal.addEventListener('abort', () => resolve(failed('cancelled')), { once: true }),
        )
      },
    })
    const open = await sessionOn(line, pins)
    let gone: Promise<void> | undefined
    const outcome = await dialBack(line, open, { 25: 'server' }, () => {
      gone ??= far.close()
    })
    await gone
    expect(outcome).toMatchObject({ kind: 'broken-off', ports: { 25: { sourcePort: 50_025, connected: false } } })
  })
})
