import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { certificate } from './certificate.ts'
import { nameServer, reply } from './name-server.ts'
import { openLine } from './open-line.ts'
import { rawServer } from './raw-server.ts'
import { valueOf } from './value-of.ts'

const own = certificate(['IP:127.0.0.1', 'DNS:probe.example'])
const other = certificate()

async function web(
  attend: RequestListener,
  secure = false,
): Promise<{ url: string; port: number; server: ReturnType<typeof createServer> }> {
  const server = secure ? createSecureServer({ cert: own.cert, key: own.key }, attend) : createServer(attend)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http${secure ? 's' : ''}://127.0.0.1:${address.port}/`, port: address.port, server }
}

describe('one request', () => {
  it('sends what it is told and gives status, headers, body and who answered', async () => {
    const { url, port } = await web((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        response.setHeader('X-Seen', `${request.method} ${request.headers['content-type']} ${body}`)
        response.statusCode = 201
        response.end(JSON.stringify(request.headers))
      })
    })
    const headers = { 'content-type': 'application/json' }
    const response = valueOf(await openLine().request({ method: 'POST', url, headers, body: '{"a":1}' }))
    expect(response).toMatchObject({ status: 201, remote: { address: '127.0.0.1', port }, tls: undefined })
    expect(response.headers['x-seen']).toBe('POST application/json {"a":1}')
    const sent = JSON.parse(response.body)
    expect(sent).toMatchObject({ 'user-agent': 'mailworthy', connection: 'close', host: `127.0.0.1:${port}` })
    expect(sent['accept-encoding']).toBeUndefined()
  })

  it('spells header fields as they are given, the others as is usual', async () => {
    const { url } = await web((request, response) => response.end(request.rawHeaders.join('\n')))
    const headers = { 'Content-Type': 'text/xml', SOAPAction: '"urn:x#y"', 'x-plain': '1' }
    const { body } = valueOf(await openLine().request({ method: 'POST', url, headers, body: '<a/>' }))
    const names = body.split('\n').filter((_, index) => index % 2 === 0)
    expect(names).toEqual(expect.arrayContaining(['SOAPAction', 'x-plain', 'Content-Type', 'Content-Length', 'Host']))
    expect(names.filter((name) => name !== 'x-plain' && /^[a-z]/.test(name))).toEqual([])
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
  })

  it('leaves no connection behind', async () => {
    const { url, server } = await web((_request, response) => response.end('ok'))
    valueOf(await openLine().request({ method: 'GET', url }))
    await expect.poll(() => new Promise((resolve) => server.getConnections((_, count) => resolve(count)))).toBe(0)
  })

  it('does not follow a redirect', async () => {
    let asked = 0
    const { url } = await web((_request, response) => {
      asked += 1
      response.writeHead(302, { location: 'http://192.0.2.1/' }).end()
    })
    expect(valueOf(await openLine().request({ method: 'GET', url }))).toMatchObject({
      status: 302,
      headers: { location: 'http://192.0.2.1/' },
    })
    expect(asked).toBe(1)
  })

  it('takes no notice of proxies in the environment', async () => {
    process.env['http_proxy'] = 'http://127.0.0.1:1'
    onTestFinished(() => {
      delete process.env['http_proxy']
    })
    const { url } = await web((_request, response) => response.end('direct'))
    expect(valueOf(await openLine().request({ method: 'GET', url })).body).toBe('direct')
  })

  it.each(['ftp://127.0.0.1/', 'no url', 'http://', 'http://user:secret@127.0.0.1/', 'file:///etc/passwd'])(
    'fails malformed for %s',
    async (url) => {
      expect(await openLine().request({ method: 'GET', url })).toMatchObject({ failure: 'malformed' })
    },
  )
})

describe('names', () => {
  it('are asked of the name servers of the line, in the family that is wanted', async () => {
    const { port } = await web((request, response) => response.end(request.headers.host))
    const server = await nameServer((query) => [
      query.questions?.[0]?.type === 'A' ? reply(query, ['127.0.0.1']) : reply(query, []),
    ])
    const line = openLine({ resolvers: [server.at] })
    const url = `http://probe.example:${port}/`
    expect(valueOf(await line.request({ method: 'GET', url })).body).toBe(`probe.example:${port}`)
    expect(server.asked).toEqual(['udp A probe.example'])
    expect(await line.request({ method: 'GET', url, family: 'v6' })).toMatchObject({ failure: 'no-data' })
    const literal = await line.request({ method: 'GET', url: `http://127.0.0.1:${port}/`, family: 'v6' })
    expect(literal).toMatchObject({ ok: false })
  })

  it('are not asked for where an address and a port are given', async () => {
    const { port } = await web((request, response) => response.end(request.headers.host))
    const request = { method: 'GET', url: 'http://probe.example/', address: '127.0.0.1', port } as const
    expect(valueOf(await openLine().request(request)).body).toBe('probe.example')
  })
})

describe('keys', () => {
  it('are checked against pins, and reported', async () => {
    const { url } = await web((_request, response) => response.end('ok'), true)
    const response = valueOf(await openLine().request({ method: 'GET', url, trust: [own.pin] }))
    expect(response).toMatchObject({ body: 'ok', tls: { pin: own.pin } })
  })

  it('that are wrong get no byte of the request', async () => {
    let asked = 0
    const { url, server } = await web(() => {
      asked += 1
    }, true)
    let application = 0
    server.on('secureConnection', (socket) => socket.on('data', (chunk: Buffer) => (application += chunk.length)))
    const request = { method: 'POST', url, body: 'secret', headers: { cookie: 'secret' } } as const
    expect(await openLine().request({ ...request, trust: [other.pin] })).toMatchObject({ failure: 'wrong-key' })
    expect(await openLine().request(request)).toMatchObject({ failure: 'certificate-untrusted' })
    expect({ asked, application }).toEqual({ asked: 0, application: 0 })
  })

  it('may be vouched for, for the name in the URL', async () => {
    const { port } = await web((_request, response) => response.end('ok'), true)
    const line = openLine({ authorities: [own.cert] })
    const to = { method: 'GET', address: '127.0.0.1', port } as const
    expect(valueOf(await line.request({ ...to, url: 'https://probe.example/' })).tls?.trusted).toBe(true)
    expect(await line.request({ ...to, url: 'https://other.example/' })).toMatchObject({
      failure: 'certificate-untrusted',
    })
  })
})

describe('a hostile answer', () => {
  it('fails too-much, announced or not', async () => {
    const announced = await web((_request, response) => response.end(Buffer.alloc(2000)))
    const get = { method: 'GET', maxBytes: 1000 } as const
    expect(await openLine().request({ ...get, url: announced.url })).toMatchObject({ failure: 'too-much' })
    const endless = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      const pour = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65536)));
      }
      socket.on('drain', pour)
      pour()
    })
    const url = `http://127.0.0.1:${endless.at.port}/`
    expect(await openLine().request({ ...get, url })).toMatchObject({ failure: 'too-much' })
    await endless.deserted()
  })

  it('is not unpacked: a bomb stays small', async () => {
    const { url } = await web((_request, response) => {
      response.setHeader('content-encoding', 'gzip')
      response.end(gzipSync(Buffer.alloc(10_000_000)))
    })
    const outcome = await openLine().request({ method: 'GET', url })
    expect(valueOf(outcome).body.length).toBeLessThan(20_000)
  })

  it.each([
    ['malformed', 'what is this?\r\n\r\n'],
    ['malformed', 'HTTP/1.1 banana\r\n\r\n'],
    ['too-much', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`],
    ['closed', ''],
    ['closed', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nnot a hundred'],
    ['closed', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello'],
  ])('fails %s', async (failure, answer) => {
    const server = await rawServer((socket) => socket.once('data', () => socket.end(answer)))
    const url = `http://127.0.0.1:${server.at.port}/`
    expect(await openLine().request({ method: 'GET', url })).toMatchObject({ failure })
    await server.deserted()
  })

  it('fails reset when it is cut, timed-out when it never comes or never ends', async () => {
    const cutting = await rawServer((socket) => socket.once('data', () => socket.resetAndDestroy()))
    const get = (at: { port: number }, ms?: number) =>
      openLine().request({ method: 'GET', url: `http://127.0.0.1:${at.port}/`, ...(ms && { ms }) })
    expect(await get(cutting.at)).toMatchObject({ failure: 'reset' })
    const silent = await rawServer(() => {})
    expect(await get(silent.at, 50)).toMatchObject({ failure: 'timed-out' })
    await silent.deserted()
    const dripping = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      const drip = setInterval(() => socket.write('a'), 5)
      socket.on('close', () => clearInterval(drip))
    })
    expect(await get(dripping.at, 80)).toMatchObject({ failure: 'timed-out' })
    await dripping.deserted()
  })
})

describe('a stream of lines', () => {
  it('is told line by line as it comes, and not collected', async () => {
    const heard: string[] = []
    let goOn = () => {}
    const { url } = await web((_request, response) => {
      response.write('{"a":1}\n\n{"b"')
      goOn = () => response.end(':"é"}\r\n{"c":3}')
    })
    const onLine = (line: string) => {
      heard.push(line)
      if (heard.length === 1) goOn()
    }
    expect(valueOf(await openLine().request({ method: 'GET', url, onLine })).body).toBe('')
    expect(heard).toEqual(['{"a":1}', '{"b":"é"}', '{"c":3}'])
  })

  it('ends when a line or the whole is too long, or when it never ends', async () => {
    const endless = (piece: string) =>
      web((_request, response) => {
        const pour = setInterval(() => response.write(piece), 1)
        response.on('close', () => clearInterval(pour))
      })
    const get = async (piece: string, more: object) => {
      const { url } = await endless(piece)
      return openLine().request({ method: 'GET', url, onLine: () => {}, ...more })
    }
    expect(await get('x'.repeat(1000), {})).toMatchObject({ failure: 'too-much' })
    expect(await get('{}\n'.repeat(100), { maxBytes: 3000 })).toMatchObject({ failure: 'too-much' })
    expect(await get('{}\n', { ms: 60 })).toMatchObject({ failure: 'timed-out' })
  })

  it('throws on what its listener throws, and ends the connection', async () => {
    const { url, server } = await web((_request, response) => response.write('{}\n'))
    const bug = new Error('bug')
    const onLine = () => {
      throw bug
    }
    await expect(openLine().request({ method: 'GET', url, onLine })).rejects.toBe(bug)
    await expect.poll(() => new Promise((resolve) => server.getConnections((_, count) => resolve(count)))).toBe(0)
  })
})
