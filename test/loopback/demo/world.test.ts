import { setMaxListeners } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runDemo, scenarios } from '../../../src/demo/index.ts'
import type { LineSpec } from '../../../src/demo/scenario.ts'
import { openWorld } from '../../../src/demo/world.ts'

const never = new AbortController().signal
// Every look and check of a run waits for it.
setMaxListeners(0, never)
/** An address that the script has nobody on, and one that is only there in other worlds. */
const nobody = ['25.198.51.77', '8.8.8.8', '192.0.2.1', '2a25:198:51::10', '127.0.0.1']

async function world(spec: LineSpec = {}) {
  const opened = await openWorld(spec, never)
  onTestFinished(() => opened.close())
  return opened
}

describe('the scripted line', () => {
  it('fails where the script has nobody, and never falls through to the real network', async () => {
    const { line, undoLine } = await world()
    for (const address of nobody) {
      for (const each of [line, undoLine, line.within(1000)]) {
        expect(await each.dial({ address, port: 25 })).toMatchObject({ failure: 'network-unreachable' })
        const url = `https://${address.includes(':') ? `[${address}]` : address}:8025/`
        expect(await each.request({ method: 'GET', url })).toMatchObject({ failure: 'network-unreachable' })
        const server = { address, port: 53 }
        expect(await each.ask({ name: 'mx.test', type: 'A', server })).toMatchObject({ failure: 'network-unreachable' })
      }
    }
  })

  it('has no datagrams for nobody, and no names but its own', async () => {
    const { line } = await world()
    const socket = await line.datagrams({ family: 'v4' })
    if (!socket.ok) throw new Error(socket.failure)
    for (const address of nobody)
      expect(await socket.value.send({ address, port: 3478 }, Uint8Array.of(1))).toMatchObject({
        failure: 'network-unreachable',
      })
    socket.value.close()
    for (const name of ['example.org', 'localhost', 'nobody.test'])
      expect(await line.ask({ name, type: 'A' })).toMatchObject({ failure: 'name-not-found' })
    expect(await line.ask({ name: 'mx.test', type: 'A' })).toMatchObject({
      value: { answers: [{ data: '25.198.51.25' }], server: { address: '192.168.1.1', port: 53 } },
    })
    expect(await line.ask({ name: 'mx.test', type: 'MX' })).toMatchObject({ failure: 'no-data' })
  })

  it('listens on mail ports alone, and says so by their own numbers', async () => {
    const { line } = await world()
    expect(await line.listen({ family: 'v4', port: 80 }, async () => {})).toMatchObject({ failure: 'not-permitted' })
    expect(await line.listen({ family: 'v6', port: 25 }, async () => {})).toMatchObject({ failure: 'not-permitted' })
    const listener = await line.listen({ family: 'v4', port: 25 }, async () => {})
    expect(listener).toMatchObject({ value: { local: { port: 25 } } })
    if (listener.ok) await listener.value.close()
  })

  it('is silent until patience is over where a port is blocked', async () => {
    const { line } = await world({ outbound: { 25: 'timed-out' } })
    const begun = performance.now()
    const dialled = await line.dial({ address: '25.198.51.25', port: 25 }, { connectMs: 200 })
    expect(dialled).toMatchObject({ failure: 'timed-out' })
    // Not how long it takes, but that it takes its time at all: half of what was asked for, as the demo is hurried.
    expect(performance.now() - begun).toBeGreaterThan(90)
  })

  it('is pinged as its routers would answer', async () => {
    const { hops } = (await world()).line
    const ping = (address: string, ttl?: number) => hops.echo(address, { ms: 10, ...(ttl !== undefined && { ttl }) })
    expect(await ping('25.203.113.7', 1)).toMatchObject({ value: { kind: 'reached', from: '25.203.113.7' } })
    expect(await ping('25.198.51.10', 1)).toMatchObject({ value: { kind: 'expired', from: '192.168.1.1' } })
    expect(await ping('25.198.51.10', 2)).toMatchObject({ value: { kind: 'expired', from: '25.203.113.1' } })
    expect(await ping('25.198.51.10', 4)).toMatchObject({ value: { kind: 'reached', from: '25.198.51.10' } })
    expect(await ping('192.168.1.1')).toMatchObject({ value: { kind: 'reached' } })
    expect(await ping('8.8.8.8')).toMatchObject({ failure: 'timed-out' })
    expect(await ping('8.8.8.8', 3)).toMatchObject({ value: { kind: 'expired', from: '25.198.51.1' } })
  })
})

describe('a demo', () => {
  it.each(['good', 'router-opens-ports'])('leaves nothing open: %s', async (name) => {
    await runDemo(name, { signal: never })
    await expect.poll(sockets).toEqual([])
  })

  it('leaves nothing open when it is interrupted, and gives the findings so far', async () => {
    const interruption = new AbortController()
    setMaxListeners(0, interruption.signal)
    const run = await runDemo('nothing-forwarded', {
      signal: interruption.signal,
      onProgress: (progress) => {
        if (progress.kind === 'known' && progress.finding.check === 'vantage.probe') interruption.abort()
      },
    })
    await expect.poll(sockets).toEqual([])
    expect(run.interrupted).toBe(true)
    const told = run.findings.flatMap((finding) => (finding.kind === 'answered' ? [finding.check] : []))
    expect(told).toContain('vantage.probe')
    expect(told).not.toContain('inbound.25.v4')
    expect(run.findings.filter(({ kind }) => kind === 'crashed')).toEqual([])
  })

  it('that does not exist is a bug of whoever calls', async () => {
    await expect(runDemo('perfect', { signal: never })).rejects.toThrow('there is no scenario "perfect"')
    expect(scenarios[0]?.name).toBe('good')
  })

  it('tells of the invented addresses alone', async () => {
    const run = await runDemo('good', { signal: never })
    const addresses = JSON.stringify(run).match(/\b\d{1,3}(\.\d{1,3}){3}\b/g) ?? []
    // What a list answers with is no place (RFC 5782 §2.1).
    const places = [...new Set(addresses)].filter((address) => address !== '127.0.0.2')
    expect(places.filter((address) => address.startsWith('127.'))).toEqual([])
    expect(addresses).toContain('25.203.113.7')
  })
})

/** What this process has open to listen on or to speak over. */
function sockets(): readonly string[] {
  return process.getActiveResourcesInfo().filter((each) => /^(TCP|UDP)/.test(each))
}
