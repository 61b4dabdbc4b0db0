import { createSecureContext, TLSSocket } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { freshIdentity } from '../../../probe-server/main.ts'
import type { DialBackEvent } from '../../../src/wire/dial-back.ts'
import { listenerGreeting } from '../../../src/wire/listener-dialogue.ts'
import { listener, resultOf, serving, start } from './dialled.ts'
import { deadPort, home, peer, type World } from './world.ts'

function names(events: readonly DialBackEvent[]) {
  return events.map(({ event }) => event)
}

/** A probe that has just reached a mail server on every port: its silence counts. */
async function withEgress(): Promise<World> {
  const canary = await peer((socket) => socket.end('220 canary.example\r\n'))
  onTestFinished(() => canary.close())
  const here = await start()
  // Whoever is dialled with success is a canary as good as any.
  for (const port of [25, 587, 143] as const) here.internet.set(`${home}:${port}`, canary.port)
  const { session } = await here.session()
  await here.dialBack(session, { 25: 'server', 587: 'server', 143: 'server' })
  here.internet.clear()
  return here
}

describe('a dial-back to a listener', () => {
  it('proves both sides to each other on every port at once', async () => {
    const here = await start()
    const { session, nonce } = await here.session()
    const ports = [25, 465, 587, 143, 993] as const
    const seen = new Map(ports.map((port) => [port, { proved: false }]))
    for (const port of ports) await serving(here, port, listener(nonce, port, seen.get(port) ?? { proved: false }))
    const { events } = await here.dialBack(session, Object.fromEntries(ports.map((port) => [port, 'listener'])))
    for (const port of ports) {
      expect(resultOf(events, port)).toMatchObject({ result: 'open-proved' })
      expect(seen.get(port)).toEqual({ proved: true })
    }
    expect(events.at(-1)).toEqual({ event: 'done' })
  })

  it('tells the source port before the connection stands, so that half an arrival can be recognised', async () => {
    const here = await start()
    const { session, nonce } = await here.session()
    const one = await serving(here, 25, listener(nonce, 25, { proved: false }))
    const { events } = await here.dialBack(session, { 25: 'listener' })
    expect(names(events)).toEqual(['connecting', 'connected', 'greeting', 'result', 'done'])
    expect(events[0]).toEqual({ event: 'connecting', port: 25, sourcePort: one.sourcePorts[0] })
  })

  it('says not a word to anybody who cannot prove to be the listener', async () => {
    const here = await start()
    const { session, nonce } = await here.session()
    const other = await serving(here, 25, (socket) => socket.write('220 mx.example.org ESMTP Postfix\r\n'))
    const replayed = await serving(here, 587, (socket) => socket.write(`${listenerGreeting(nonce, 25)}\r\n`))
    const { events } = await here.dialBack(session, { 25: 'listener', 587: 'listener' })
    expect(resultOf(events, 25)).toMatchObject({ result: 'open-other' })
    expect(resultOf(events, 587)).toMatchObject({ result: 'open-other' })
    expect(events).toContainEqual({
      event: 'greeting',
      port: 25,
      text: '220 mx.example.org ESMTP Postfix',
      complete: true,
    })
    expect(other.heard() + replayed.heard()).toBe('')
  })

  it('is not proved when our own words are altered on the way back', async () => {
    const here = await start()
    const { session, nonce } = await here.session()
    await serving(here, 25, (socket) => {
      socket.write(`${listenerGreeting(nonce, 25)}\r\n`)
      socket.once('data', () => socket.end('500 what?\r\n'))
    })
    const { events } = await here.dialBack(session, { 25: 'listener' })
    expect(resultOf(events, 25)).toMatchObject({ result: 'open-other', failure: 'malformed' })
  })
})

describe('a dial-back to a server', () => {
  it('hears its greeting, names itself and leaves politely', async () => {
    const here = await start({ name: 'probe.example.org' })
    const { session } = await here.session()
    const mta = await serving(here, 25, (socket) => {
      socket.write('220-mx.example.org ESMTP\r\n220 be patient\r\n')
      socket.on('data', (chunk) => {
        if (/^EHLO/.test(chunk.toString())) socket.write('250-mx.example.org\r\n250-SIZE 1\r\n250 HELP\r\n')
        if (/^QUIT/.test(chunk.toString())) socket.end('221 bye\r\n')
      })
    })
    const { events } = await here.dialBack(session, { 25: 'server' })
    expect(resultOf(events, 25)).toMatchObject({ result: 'open-other' })
    expect(resultOf(events, 25)).not.toHaveProperty('failure')
    expect(events.filter(({ event }) => event === 'greeting')).toEqual([
      { event: 'greeting', port: 25, text: '220-mx.example.org ESMTP', complete: false },
      { event: 'greeting', port: 25, text: '220-mx.example.org ESMTP', complete: true },
    ])
    expect(mta.heard()).toBe('EHLO probe.example.org\r\nQUIT\r\n')
  })

  it('waits for the end of a greeting that postscreen holds back, and talks only then', async () => {
    const here = await start({ name: 'probe.example.org' })
    const { session } = await here.session()
    let early = ''
    const mta = await serving(here, 25, (socket) => {
      socket.write('220-mx.example.org ESMTP\r\n')
      // Six seconds at a fifth of the usual patience.
      setTimeout(() => {
        early = mta.heard()
        socket.write('220 mx.example.org ESMTP\r\n')
      }, 1200)
      socket.on('data', () => socket.write('250 mx.example.org\r\n'))
    })
    const { events } = await here.dialBack(session, { 25: 'server' })
    expect(early).toBe('')
    expect(mta.heard()).toBe('EHLO probe.example.org\r\nQUIT\r\n')
    expect(resultOf(events, 25)).toMatchObject({ result: 'open-other' })
    expect(resultOf(events, 25)).not.toHaveProperty('failure')
    expect(events).toContainEqual(expect.objectContaining({ event: 'greeting', complete: true }))
  })

  it('says only QUIT to a server that turns it away', async () => {
    const here = await start()
    const { session } = await here.session()
    const mta = await serving(here, 25, (socket) => socket.write('554 no SMTP service here\r\n'))
    await here.dialBack(session, { 25: 'server' })
    await mta.gone()
    expect(mta.heard()).toBe('QUIT\r\n')
  })

  it('speaks TLS at once on 465 and 993 and tells whose key it met', async () => {
    const here = await start()
    const { session } = await here.session()
    const server = freshIdentity(['mx.example.org'])
    const secureContext = createSecureContext({
      key: server.key.export({ type: 'pkcs8', format: 'pem' }),
      cert: server.certificate,
    })
    await serving(here, 993, (socket) => {
      const secured = new TLSSocket(socket, { isServer: true, secureContext })
      secured.on('error', () => {})
      secured.on('secure', () => secured.write('* OK ready\r\n'))
    })
    const { events } = await here.dialBack(session, { 993: 'server' })
    expect(events).toContainEqual({
      event: 'greeting',
      port: 993,
      text: '* OK ready',
      complete: true,
      tls: { pin: server.pins[0] },
    })
  })

  it('is open all the same when the server stays silent, hangs up, floods, or speaks no TLS', async () => {
    const here = await start()
    const { session } = await here.session()
    await serving(here, 25, () => {})
    await serving(here, 587, (socket) => socket.end())
    const flood = await serving(here, 143, (socket) => {
      const pour = () => {
        while (socket.writable && socket.write('x'.repeat(16_384)));
      }
      socket.on('drain', pour)
      pour()
    })
    await serving(here, 465, (socket) => socket.write('220 in the clear\r\n'))
    const { events } = await here.dialBack(session, { 25: 'server', 587: 'server', 143: 'server', 465: 'server' })
    expect(resultOf(events, 25)).toMatchObject({ result: 'open-other', failure: 'timed-out' })
    expect(resultOf(events, 587)).toMatchObject({ result: 'open-other', failure: 'closed' })
    expect(resultOf(events, 143)).toMatchObject({ result: 'open-other', failure: 'too-much' })
    expect(resultOf(events, 465)).toMatchObject({ result: 'open-other' })
    expect(events.filter(({ event }) => event === 'greeting')).toEqual([])
    expect(flood.heard()).toBe('')
  })

  it('passes on a hostile greeting as one bounded line of JSON', async () => {
    const here = await start()
    const { session } = await here.session()
    await serving(here, 25, (socket) =>
      socket.write(Buffer.from([...Array.from({ length: 500 }, (_, i) => (i % 31) + (i % 31 === 10 ? 1 : 0)), 13, 10])),
    )
    const { events } = await here.dialBack(session, { 25: 'server' })
    const greeting = events.find(({ event }) => event === 'greeting')
    expect(greeting).toBeDefined()
    expect(JSON.stringify(greeting).length).toBeLessThan(4096)
  })
})

describe('a dial-back that does not arrive', () => {
  it('tells a refusal from silence, once the probe has proved that it can dial these ports', async () => {
    const here = await withEgress()
    here.internet.set(`${home}:25`, await deadPort())
    const { session } = await here.session()
    const { events } = await here.dialBack(session, { 25: 'listener', 587: 'listener' })
    expect(resultOf(events, 25)).toMatchObject({ result: 'refused', failure: 'refused' })
    expect(resultOf(events, 587)).toMatchObject({ result: 'timed-out', failure: 'timed-out' })
  })

  it('says nothing about the line where the probe cannot tell its own way out from the line, yet dials', async () => {
    const here = await start()
    const { session } = await here.session()
    const { events } = await here.dialBack(session, { 25: 'listener' })
    expect(resultOf(events, 25)).toMatchObject({ result: 'probe-unable', failure: 'timed-out' })
    expect(here.dialled).toEqual([`${home}:25`])
  })

  it('does not take a success of ten minutes ago for one of now', async () => {
    let now = Date.UTC(2026, 0, 1)
    const here = await start({ now: () => now })
    const one = await serving(here, 25, (socket) => socket.end('220 hello\r\n'))
    await here.dialBack((await here.session()).session, { 25: 'server' })
    expect(one.sourcePorts).toHaveLength(1)
    here.internet.clear()
    now += 600_000
    expect(
      resultOf((await here.dialBack((await here.session()).session, { 25: 'listener' })).events, 25),
    ).toMatchObject({ result: 'timed-out' })
    now += 1
    expect(
      resultOf((await here.dialBack((await here.session()).session, { 25: 'listener' })).events, 25),
    ).toMatchObject({ result: 'probe-unable' })
  })
})
