import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ProbeOptions } from '../../../probe-server/main.ts'
import { protocol } from '../../../src/wire/protocol.ts'
import { readRefusal } from '../../../src/wire/refusal.ts'
import { type Answer, type World, world } from './world.ts'

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

describe('requests', () => {
  it('leave no trace of who asked in any output', async () => {
    const said: string[] = []
    const spies = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        said.push(String(chunk))
        return true
      }),
    )
    try {
      const here = await start()
      const { session } = await here.session()
      await here.dialBack(session, { 25: 'listener' })
      await here.dialBack(session, { 25: 'listener' })
      const conversation = await here.call(25)
      await conversation.readLine()
      conversation.end()
    } finally {
      for (const spy of spies) spy.mockRestore()
    }
    expect(said).toEqual([])
  })

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
