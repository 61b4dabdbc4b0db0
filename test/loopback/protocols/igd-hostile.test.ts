import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { meetUpnp } from '../../../src/protocols/igd/meet-upnp.ts'
import { addPortMapping } from '../../../src/protocols/igd/port-mapping.ts'
import { type Conduct, envelope, fault, igdRouter } from './igd-router.ts'

/** Those that answer do it at once, on a busy machine too. */
const meetingMs = 3000
/** Those that are silent cost all of it. */
const silentMs = 700

const found = {
  kind: 'found',
  igd: {
    wan: {
      url: 'http://192.168.1.1:5000/ctl/IPConn',
      type: 'urn:schemas-upnp-org:service:WANIPConnection:1',
    },
    model: 'Hostile',
    external: '25.203.113.7',
    status: 'Connected',
  },
}
const broken = (why: string, failure?: string) => ({ kind: 'broken', why, ...(failure !== undefined && { failure }) })

const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
const billion = `<!DOCTYPE root [<!ENTITY l0 "lol">${laughs}]><root><device><modelName>&l9;</modelName></device></root>`

const worlds: readonly (readonly [string, Conduct, object])[] = [
  ['does all as it should', {}, found],

  ['names another host for its description', { location: (at) => `${at.bystander}/rootDesc.xml` }, found],
  ['names another host for its service', { controlUrl: (at) => `${at.bystander}/ctl/IPConn` }, found],
  ['names another host without a scheme', { controlUrl: (at) => `${at.bystander.slice(5)}/ctl/IPConn` }, found],
  [
    'sends whoever wants its description elsewhere',
    { describe: (response, at) => redirect(response, 302, at.bystanderIndeed) },
    broken('no-description', 'malformed'),
  ],
  [
    'sends whoever wants an action elsewhere',
    { act: (response, at) => redirect(response, 307, at.bystanderIndeed) },
    broken('no-answer', 'malformed'),
  ],

  [
    'describes itself in a billion laughs',
    { describe: (response) => void response.end(billion) },
    broken('not-a-description'),
  ],
  ['hangs up', { describe: (response) => response.destroy() }, broken('no-description', 'closed')],
  ['describes itself in broken chunks', { describe: brokenChunks }, broken('no-description')],
  ['describes itself in a way nobody asked for', { describe: zipped }, broken('not-a-description')],
  ['announces more than it has', { describe: announceTooMuch }, broken('no-description', 'too-much')],
  [
    'has a page in the place of its description',
    { describe: (response) => void response.end('<html><p>Hi</html>') },
    broken('not-a-description'),
  ],

  ['answers in broken chunks', { act: brokenChunks }, broken('no-answer')],
  ['answers without end', { act: (response) => void endless(response) }, broken('no-answer', 'too-much')],
  ['answers with nothing', { act: (response) => void response.end() }, broken('no-answer', 'malformed')],
  [
    'answers to another action',
    { act: (response) => void response.end(envelope('<OtherResponse/>')) },
    broken('no-answer', 'malformed'),
  ],
  [
    'knows no action',
    { act: (response) => void response.writeHead(500).end(fault(401)) },
    { kind: 'found', igd: { externalError: 401 } },
  ],
  [
    'says so with 200',
    { act: (response) => void response.end(fault(501)) },
    { kind: 'found', igd: { externalError: 501 } },
  ],
]

const silent: readonly (readonly [string, Conduct, object])[] = [
  ['describes itself byte by byte', { describe: drip }, broken('no-description', 'timed-out')],
  ['never describes itself', { describe: () => {} }, broken('no-description', 'timed-out')],
  ['never answers to an action', { act: () => {} }, broken('no-answer', 'timed-out')],
  ['answers byte by byte', { act: drip }, broken('no-answer', 'timed-out')],
]

describe('a router that', () => {
  it.each(worlds)('%s', async (_, conduct, expected) => {
    const router = await igdRouter(conduct)
    expect(await meetUpnp(router.line, router.place, meetingMs)).toMatchObject(expected)
    expect(router.asked.searches).toBeGreaterThan(0)
    expect(router.bystanders()).toBe(0)
  })

  it.each(silent)('%s', async (_, conduct, expected) => {
    const router = await igdRouter(conduct)
    expect(await meetUpnp(router.line, router.place, silentMs)).toEqual(expected)
    expect(router.bystanders()).toBe(0)
  })

  it('describes itself without end is left after a few kilobytes', async () => {
    let sent = () => 0
    const router = await igdRouter({
      describe: (response) => {
        sent = endless(response)
      },
    })
    const meeting = await meetUpnp(router.line, router.place, meetingMs)
    expect(meeting).toEqual({ kind: 'broken', why: 'no-description', failure: 'too-much' })
    // What the kernel had taken from it is more than what we have read.
    expect(sent()).toBeLessThan(16 * 1024 * 1024)
    expect(router.bystanders()).toBe(0)
  })
})

describe('a mapping', () => {
  const mapping = {
    external: 25,
    internal: { address: '192.168.1.10', port: 61_225 },
    leaseS: 3600,
    description: 'mailworthy 25',
  }
  const done = envelope('<u:AddPortMappingResponse xmlns:u="x"/>')

  it.each<[string, (response: ServerResponse) => unknown, object]>([
    ['that is made', (response) => response.end(done), { kind: 'done' }],
    ['that is not allowed', (response) => response.writeHead(500).end(fault(606)), { kind: 'fault', code: 606 }],
    ['that is taken', (response) => response.writeHead(500).end(fault(718)), { kind: 'fault', code: 718 }],
    ['that is to be for ever', (response) => response.writeHead(500).end(fault(725)), { kind: 'fault', code: 725 }],
    ['that is refused with 200', (response) => response.end(fault(718)), { kind: 'fault', code: 718 }],
    [
      'that is made with 500',
      (response) => response.writeHead(500).end(done),
      { kind: 'failed', failure: 'malformed' },
    ],
    ['that is made by silence', (response) => response.end(), { kind: 'failed', failure: 'malformed' }],
    ['that is cut off', (response) => response.end(done.slice(0, -20)), { kind: 'failed', failure: 'malformed' }],
  ])('%s', async (_, act, expected) => {
    const router = await igdRouter({ act: (response) => void act(response) })
    const service = { url: 'http://192.168.1.66:5000/ctl', type: 'urn:schemas-upnp-org:service:WANIPConnection:1' }
    expect(await addPortMapping(router.line, router.place, service, mapping)).toMatchObject(expected)
    expect(router.asked.actions).toEqual(['/ctl AddPortMapping'])
    expect(router.bystanders()).toBe(0)
  })
})

describe('these tests themselves', () => {
  it('would see whoever goes to the bystander', async () => {
    const router = await igdRouter({})
    for (const url of ['http://192.168.1.66/', 'http://192.168.1.66:5000/'])
      await router.line.request({ method: 'GET', url })
    expect(router.bystanders()).toBe(2)
    await fetch(router.places.bystanderIndeed)
    expect(router.bystanders()).toBe(3)
  })
})

function redirect(response: ServerResponse, status: number, to: string) {
  response.writeHead(status, { location: `${to}/rootDesc.xml` }).end()
}

function drip(response: ServerResponse) {
  const timer = setInterval(() => response.write('<'), 20)
  onTestFinished(() => clearInterval(timer))
}

function brokenChunks(response: ServerResponse) {
  response.socket?.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n<root>\r\n')
}

function zipped(response: ServerResponse) {
  response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('<root/>'.repeat(100_000)))
}

function announceTooMuch(response: ServerResponse) {
  response.writeHead(200, { 'content-length': 100 * 1024 * 1024 }).write('<root>')
}

/** A hundred megabytes of description, as quickly as they are taken. Tells how many bytes have left. */
function endless(response: ServerResponse): () => number {
  const piece = Buffer.alloc(64 * 1024, '<device>')
  const { socket } = response
  let left = 1600
  const send = () => {
    while (left > 0 && !response.destroyed) {
      left -= 1
      if (!response.write(piece)) {
        response.once('drain', send)
        return
      }
    }
  }
  send()
  return () => socket?.bytesWritten ?? 0
}
