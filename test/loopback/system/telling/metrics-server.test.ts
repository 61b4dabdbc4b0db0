import { connect } from 'node:net'
import { request } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { metricsServer } from '../../../../src/system/telling/metrics-server.ts'
import { valueOf } from '../value-of.ts'

async function serving(address = '127.0.0.1') {
  const page = { contentType: 'text/plain; version=0.0.4', text: async () => 'up 1\n' }
  const server = valueOf(await metricsServer({ address, port: 0 }, page))
  onTestFinished(() => server.close())
  return server.local
}

/** One request, as a scraper or a stranger would make it. */
function get(port: number, path: string, options: { host?: string; method?: string; address?: string } = {}) {
  const { host = 'localhost', method = 'GET', address = '127.0.0.1' } = options
  return new Promise<{ status: number; type: string; body: string }>((resolve, reject) => {
    const asked = request({ host: address, port, path, method, headers: { host } }, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        body += chunk
      })
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', body }),
      )
    })
    asked.on('error', reject)
    asked.end()
  })
}

describe('the page of metrics', () => {
  it('is at /metrics, and there is nothing else', async () => {
    const { port } = await serving()
    expect(await get(port, '/metrics')).toEqual({ status: 200, type: 'text/plain; version=0.0.4', body: 'up 1\n' })
    expect(await get(port, '/metrics?x=1')).toMatchObject({ status: 200 })
    expect(await get(port, '/')).toMatchObject({ status: 200, body: expect.stringContaining('/metrics') })
    expect(await get(port, '/metrics', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
    expect(await get(port, '/metrics/..')).toMatchObject({ status: 404 })
    expect(await get(port, '/etc/passwd')).toMatchObject({ status: 404 })
    expect(await get(port, '/metrics', { method: 'POST' })).toMatchObject({ status: 405 })
  })

  it.each(['localhost:9464', '127.0.0.1:9464', '[::1]:9464', '127.0.0.1', 'LOCALHOST'])(
    'is shown to whoever asks for %s',
    async (host) => {
      expect(await get((await serving()).port, '/metrics', { host })).toMatchObject({ status: 200 })
    },
  )

  it.each(['rebound.example.test', 'localhost.example.test:80', 'localhost@example.test'])(
    'is not shown to a web page whose name leads here: %j',
    async (host) => {
      expect(await get((await serving()).port, '/metrics', { host })).toMatchObject({ status: 403 })
    },
  )

  it('cannot be where something else is', async () => {
    const { address, port } = await serving()
    const page = { contentType: '', text: async () => '' }
    expect(await metricsServer({ address, port }, page)).toMatchObject({ failure: 'in-use' })
    expect(await metricsServer({ address: '192.0.2.1', port: 1 }, page)).toMatchObject({ ok: false })
  })

  it('survives whoever speaks no HTTP, or says too much', async () => {
    const { port } = await serving()
    for (const words of ['\u0000\u0001\r\n\r\n', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`]) {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write(words)
      await new Promise((resolve) => socket.once('close', resolve))
    }
    expect(await get(port, '/metrics')).toMatchObject({ status: 200 })
  })

  it('lets in a few callers at once, and no crowd', async () => {
    const { port } = await serving()
    let closed = 0
    const sockets = Array.from({ length: 30 }, () => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.on('close', () => {
        closed += 1
      })
      return socket
    })
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
    })
    await expect.poll(() => closed).toBe(14)
  })
})
