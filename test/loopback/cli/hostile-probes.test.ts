import { setMaxListeners } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checks } from '../../../src/checks/index.ts'
import { explanations } from '../../../src/checks/explanations.ts'
import { fullReport } from '../../../src/cli/full-report.ts'
import { present } from '../../../src/cli/present.ts'
import { inspect } from '../../../src/core/inspect.ts'
import { failed, success } from '../../../src/core/failure.ts'
import type { Endpoint } from '../../../src/core/line.ts'
import type { Run } from '../../../src/core/run.ts'
import type { Report } from '../../../src/report/report.ts'
import { realLine } from '../../../src/system/line.ts'
import { rerouted } from '../../../src/system/rerouted.ts'
import { complaints } from '../../unit/report/schema.ts'
import { type Attend, endlessly, hostileProbe, http, pin, sessionOf } from './hostile-probe.ts'

const never = new AbortController().signal
setMaxListeners(0, never)
const at = '25.198.51.10'
/** Escapes, a title for the window, a turn of direction, a C1 control, a line end and a NUL. */
const poison = '\u001b[31m\u001b]0;x\u0007\u202e\u009b2J\r\n\u0000'

/** A home behind a router that forwards nothing, and a probe at `probe` whose port 25 greets with poison. */
async function inspected(probe: Endpoint, patience: number): Promise<Run> {
  const greets = await hostileProbe((socket) => socket.end(`220 ${poison.replaceAll(/[\r\n]/g, '')} evil\r\n`), 'plain')
  const unsupported = async () => failed('unsupported')
  const address = { family: 'v4', address: '192.168.1.10', prefix: 24, temporary: false } as const
  const line = realLine({
    signal: never,
    patience,
    resolvers: [],
    host: {
      interfaces: async () => success([{ name: 'eth0', kind: 'ethernet' as const, addresses: [address] }]),
      gateways: async (family) =>
        success(family === 'v4' ? [{ interface: 'eth0', address: '192.168.1.1', metric: 100 }] : []),
      sockets: async () => success([]),
      container: async () => false,
      firewall: unsupported,
    },
    hops: { echo: unsupported },
    past: { permanence: async () => undefined, addresses: async () => [] },
  })
  onTestFinished(() => line.close())
  const scripted = rerouted(line, {
    dial: { [`${at}:8025`]: probe, [`${at}:25`]: greets },
    listen: { 'v4:25': { address: '127.0.0.1', port: 0 } },
    self: { v4: { nominal: '192.168.1.10', real: '127.0.0.1' } },
  })
  return inspect({
    checks,
    explanations,
    line: scripted,
    undoLine: scripted,
    asked: {
      release: '0.1.0',
      probes: [{ url: `https://${at}:8025`, host: at, port: 8025, pins: [pin] }],
      stun: [],
      servers: [],
    },
    signal: never,
    patience,
    only: ['line.gateway', 'line.path', 'line.address.v4', 'vantage.probe', 'outbound.25.v4', 'inbound.25.v4'],
    skip: [],
    mayAlterRouter: false,
  })
}

/** What the command would print, and its exit code. */
function presented(run: Run, options: { readonly json: boolean }): { readonly code: number; readonly text: string } {
  let text = ''
  const terminal = {
    out: (more: string) => {
      text += more
    },
    err: () => {},
    width: 80,
    colour: false,
    watched: false,
    interactive: false,
    ask: async () => '',
  }
  const context = { terminal, env: {}, cwd: '/', version: '0.1.0' }
  const report = fullReport(run, { checks, relay: false }, context)
  const code = present(report, { checks, redact: false, verbose: true, ...options }, context)
  return { code, text }
}

const answers =
  (text: string): Attend =>
  (socket) =>
    socket.end(text)
const says = (wrong: object) => answers(http('200 OK', sessionOf(wrong)))
/** A session like any other, and then this for the dial-back. */
const then =
  (stream: (socket: Parameters<Attend>[0]) => void): Attend =>
  (socket, { path, session }) => {
    if (!path.includes('dial-back')) return socket.end(http('200 OK', session))
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/x-ndjson\r\n\r\n')
    stream(socket)
  }
const lines = (...events: readonly object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('')
const ended = (result: string) => ({ event: 'result', port: 25, result, tookMs: 1 })
const done = { event: 'done' }

/** Whoever answers at all is waited for, however busy this machine is; whoever never will is not. */
const patient = 10
const quick = 0.3
/** A session must be made before the silence begins. */
const brisk = 0.6

const unusable: readonly [string, string, Attend, ('tls' | 'another-key' | 'plain')?, number?][] = [
  ['answers bytes', 'incompatible', answers(poison.repeat(200))],
  ['answers broken JSON', 'incompatible', answers(http('200 OK', `{"a":"${poison}`))],
  ['answers a web page', 'incompatible', answers(http('200 OK', '<html>hello</html>'))],
  ['answers JSON ten thousand deep', 'incompatible', answers(http('200 OK', '['.repeat(10_000)))],
  [
    'answers without an end',
    'incompatible',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      endlessly(socket, Buffer.alloc(65_536, '{'))
    },
  ],
  [
    'has headers without an end',
    'incompatible',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      endlessly(socket, `x-more: ${'y'.repeat(60_000)}\r\n`)
    },
  ],
  ['says nothing', 'unreachable', () => {}, 'tls', quick],
  [
    'drips',
    'unreachable',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n')
      const drip = setInterval(() => socket.write('{'), 50)
      socket.once('close', () => clearInterval(drip))
    },
    'tls',
    quick,
  ],
  ['hangs up', 'unreachable', (socket) => socket.destroy()],
  ['has another key', 'untrusted', (socket, { session }) => socket.end(http('200 OK', session)), 'another-key'],
  ['speaks HTTP without TLS', 'unreachable', (socket, { session }) => socket.end(http('200 OK', session)), 'plain'],
  ['is silent before TLS', 'unreachable', () => {}, 'plain', quick],
  ['is endless before TLS', 'unreachable', (socket) => endlessly(socket, Buffer.alloc(65_536, 1)), 'plain'],
  ['sends elsewhere', 'incompatible', answers(http('302 Found', '', 'location: https://25.198.51.11/\r\n'))],
  [
    'sends elsewhere, again and again',
    'incompatible',
    answers(http('307 Again', '', `location: https://${at}:8025/\r\n`)),
  ],
  ['has a fault', 'unreachable', answers(http('500 \u001b[31mBroken', poison))],
  ['is not a probe', 'incompatible', answers(http('404 Not Found', 'nothing here'))],
  ['wants a rest of a century', 'busy', answers(http('503 Busy', '', 'retry-after: 9999999999\r\n'))],
  [
    'refuses in its own words',
    'same-network',
    answers(http('403 No', JSON.stringify({ error: 'reserved-caller', message: poison }))),
  ],
  ['has a name that commands', 'incompatible', says({ host: `evil${poison}` })],
  ['has a name that turns', 'incompatible', says({ host: 'evil\u202etset' })],
  ['has a name ten thousand long', 'incompatible', says({ host: 'a'.repeat(10_000) })],
  ['sees us over the other family', 'incompatible', says({ address: '2a25:203:113::8' })],
  ['sees us as itself', 'same-network', says({ address: at })],
  ['has a key that is none', 'incompatible', says({ key: 'A'.repeat(122) })],
  ['speaks another version', 'incompatible', says({ protocol: 2 })],
  [
    'wants a newer agent',
    'incompatible',
    says({ probe: { name: 'mailworthy-probe', version: '9.0.0', minAgent: '9.0.0' } }),
  ],
]

/** Met, and then hostile in the dial-back: what it claims is never taken for what the line can do. */
const lying: readonly [string, string, Attend, number?][] = [
  ['claims that all is open', 'other-machine', then((socket) => socket.end(lines(ended('open-proved'), done)))],
  ['claims that all is closed', 'not-forwarded', then((socket) => socket.end(lines(ended('refused'), done)))],
  [
    'passes poison on as a greeting',
    'other-machine',
    then((socket) =>
      socket.end(lines({ event: 'greeting', port: 25, text: poison, complete: true }, ended('open-other'), done)),
    ),
  ],
  ['streams without an end', 'probe-unable', then((socket) => endlessly(socket, '{"event":"more"}\n'.repeat(4000)))],
  ['streams one line without an end', 'probe-unable', then((socket) => endlessly(socket, Buffer.alloc(65_536, '{')))],
  ['says nothing', 'probe-unable', then(() => {}), brisk],
  ['hangs up', 'probe-unable', then((socket) => socket.destroy())],
  [
    'tells of a port nobody asked for',
    'probe-unable',
    then((socket) => socket.end(lines({ ...ended('refused'), port: 22 }, done))),
  ],
  ['is done before it began', 'probe-unable', then((socket) => socket.end(lines(done)))],
]

/** One clear report: nothing crashed, nothing that a terminal would obey, nothing that looks like a bug. */
function expectClean(run: Run, exit: number): Report {
  const [text, json] = [presented(run, { json: false }), presented(run, { json: true })]
  expect([text.code, json.code]).toEqual([exit, exit])
  const report = JSON.parse(json.text) as Report
  expect(complaints(report)).toEqual([])
  expect(report.findings.filter(({ kind }) => kind === 'crashed')).toEqual([])
  for (const shown of [text.text, json.text]) {
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(shown).not.toMatch(/\n\s+at \S+|undefined|\[object/)
  }
  return report
}

const answerOf = (report: Report, check: string) => {
  const finding = report.findings.find((each) => each.check === check)
  return finding?.kind === 'answered' ? finding.answer : finding?.kind
}

describe('a probe that', () => {
  it.concurrent.each(unusable)(
    '%s: %s',
    { timeout: 30_000 },
    async (_name, expected, attend, kind = 'tls', patience = patient) => {
      const report = expectClean(await inspected(await hostileProbe(attend, kind), patience), 2)
      expect(answerOf(report, 'vantage.probe')).toBe(expected)
      expect(report.abilities).toMatchObject({ receive: 'unknown', send: 'unknown' })
      const finding = report.findings.find(({ check }) => check === 'vantage.probe')
      expect(finding).toMatchObject({ says: expect.stringMatching(/^[A-Z][^\n]{10,200}\.$/) })
    },
  )

  it.concurrent.each(lying)(
    'is met and %s: %s',
    { timeout: 30_000 },
    async (_name, expected, attend, patience = patient) => {
      // Somebody else answers on its port 25: that much is certain, and a fail.
      const report = expectClean(await inspected(await hostileProbe(attend), patience), 1)
      expect(answerOf(report, 'vantage.probe')).toBe('ready')
      expect(answerOf(report, 'outbound.25.v4')).toBe('intercepted')
      expect(answerOf(report, 'inbound.25.v4')).toBe(expected)
      expect(report.abilities.receive).toBe('unknown')
    },
  )
})
