import type { RequestListener } from 'node:http'
import { createServer, type Server } from 'node:https'
import { createServer as createTcpServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Line } from '../../../src/core/line.ts'
import { fetchPolicy } from '../../../src/protocols/mta-sts/fetch-policy.ts'
import { rerouted } from '../../../src/system/rerouted.ts'
import { issued, type Issued } from '../system/authority.ts'
import { openLine } from '../system/open-line.ts'

const root = issued({ subject: 'root', authority: true })
const name = 'DNS:mta-sts.example.test'
const own = issued({ subject: 'policy', names: [name], by: root })
const address = '198.51.100.10'
const another = '2001:db8::10'
const at = `${address}:443`

const policy = 'version: STSv1\r\nmode: enforce\r\nmx: mail.example.test\r\nmax_age: 604800\r\n'
const asText: RequestListener = (_request, response) => {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8').end(policy)
}

interface Site {
  readonly line: Line
  readonly asked: string[]
}

/** A web server on loopback that stands at the policy host's address, and a line that trusts `root`. */
async function site(attend: RequestListener, shown: Issued = own, where = at): Promise<Site> {
  const asked: string[] = []
  const server = createServer({ cert: shown.cert, key: shown.key }, (request, response) => {
    asked.push(`${request.method} ${request.headers.host}${request.url}`)
    attend(request, response)
  })
  const port = await listening(server)
  const line = openLine({ authorities: [root.cert] })
  return { asked, line: rerouted(line, { dial: { [where]: { address: '127.0.0.1', port } } }) }
}

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    server.close()
  })
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('no port')
  return at.port
}

const fetched = (line: Line, addresses: readonly string[] = [address]) => fetchPolicy(line, 'example.test', addresses)

describe('a policy', () => {
  it('is fetched over HTTPS from its well-known place', async () => {
    const { line, asked } = await site(asText)
    expect(await fetched(line)).toEqual({ policy: { mode: 'enforce', maxAgeS: 604_800, mx: ['mail.example.test'] } })
    expect(asked).toEqual(['GET mta-sts.example.test/.well-known/mta-sts.txt'])
  })

  it('is fetched from the next address where nobody is at the first', async () => {
    const { line } = await site(asText, own, `[${another}]:443`)
    expect(await fetched(line, [address, another])).toMatchObject({ policy: { mode: 'enforce' } })
  })

  it('is not fetched by way of a redirect', async () => {
    const { line, asked } = await site((_request, response) => {
      response.writeHead(301, { location: 'https://www.example.test/.well-known/mta-sts.txt' }).end(policy)
    })
    expect(await fetched(line)).toEqual({ status: 301 })
    expect(asked).toHaveLength(1)
  })

  it.each([404, 204, 500])('is not what comes with status %i', async (status) => {
    const { line } = await site((_request, response) => {
      response.writeHead(status, { 'content-type': 'text/plain' }).end(policy)
    })
    expect(await fetched(line)).toEqual({ status })
  })

  it.each([
    ['text/html; charset=utf-8', 'text/html'],
    ['TEXT/plainer', 'text/plainer'],
    ['', ''],
  ])('is not what calls itself %j', async (type, mediaType) => {
    const { line } = await site((_request, response) => {
      if (type !== '') response.setHeader('Content-Type', type)
      response.end(policy)
    })
    expect(await fetched(line)).toEqual({ mediaType })
  })

  it('is text, in whatever case that is said', async () => {
    const { line } = await site((_request, response) => {
      response.setHeader('Content-Type', 'Text/Plain').end(policy)
    })
    expect(await fetched(line)).toMatchObject({ policy: { mode: 'enforce' } })
  })

  it.each<[string, RequestListener]>([
    ['announces', (_request, response) => void response.writeHead(200, { 'content-length': 70_000 }).write('x')],
    [
      'sends',
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).end('x'.repeat(70_000)),
    ],
  ])('is none where the server %s more than 64 KiB', async (_name, attend) => {
    const { line } = await site(attend)
    expect(await fetched(line)).toEqual({ wrong: { flaw: 'too-long' } })
  })

  it('is told apart from what is none, with the line', async () => {
    const { line } = await site((_request, response) => {
      response.setHeader('Content-Type', 'text/plain').end(policy.replace('enforce', 'yes'))
    })
    expect(await fetched(line)).toEqual({ wrong: { flaw: 'wrong-mode', line: 2 } })
  })

  it('does not come from a server that takes the question and is silent', async () => {
    const { line } = await site(() => {})
    expect(await fetched(line.within(400))).toMatchObject({ page: { failure: 'timed-out' } })
  })

  it('does not come from a server that hangs up', async () => {
    const { line } = await site((request) => request.socket.destroy())
    expect(await fetched(line)).toMatchObject({ page: { ok: false } })
  })
})

describe('a certificate', () => {
  const forOthers = issued({ subject: 'other', names: ['DNS:www.example.test', 'DNS:*.other.test'], by: root })
  const wild = issued({ subject: 'wild', names: ['DNS:*.example.test'], by: root })
  const past = issued({ subject: 'past', names: [name], by: root, expired: true })
  const unknown = issued({ subject: 'unknown', names: [name], by: issued({ subject: 'nobody', authority: true }) })

  it.each<[string, Issued]>([
    ['other-name', forOthers],
    ['expired', past],
    ['unknown-authority', unknown],
    ['self-signed', issued({ subject: 'alone', names: [name] })],
  ])('that is not trusted is named: %s; and nothing is asked for', async (problem, shown) => {
    const { line, asked } = await site(asText, shown)
    expect(await fetched(line)).toEqual({ certificate: problem })
    expect(asked).toEqual([])
  })

  it('may be for every name beside it', async () => {
    const { line } = await site(asText, wild)
    expect(await fetched(line)).toMatchObject({ policy: { mode: 'enforce' } })
  })
})

describe('nobody', () => {
  it('at the address is a failure of the connection', async () => {
    const line = rerouted(openLine(), { dial: {} })
    expect(await fetched(line)).toMatchObject({ connection: { failure: 'network-unreachable' } })
    expect(await fetched(line, [])).toMatchObject({ connection: { ok: false } })
  })

  it('who speaks TLS there is one too', async () => {
    const port = await listening(createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')))
    const line = rerouted(openLine(), { dial: { [at]: { address: '127.0.0.1', port } } })
    expect(await fetched(line)).toMatchObject({ connection: { failure: 'tls-failed' } })
  })
})
