import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { labPath, unshareArgv } from '../lab/gate.ts'

const guards = fileURLToPath(new URL('../guards/', import.meta.url))

/** A namespace without any way out: a guard with a hole in it does not send what it should have stopped. */
const nowhere = unshareArgv()

/** Runs a line of JavaScript under a guard, as vitest or a started program would. */
function under(guard: 'no-network' | 'loopback-only', code: string): string {
  const [unshare = '', ...flags] = nowhere ?? []
  const node = [process.execPath, '--import', `${guards}${guard}.js`, '--input-type=module', '-e', code]
  const run = spawnSync(unshare, [...flags, 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...node], {
    encoding: 'utf8',
    env: { PATH: labPath },
    timeout: 20_000,
  })
  return run.stdout + run.stderr
}

const attempts: readonly (readonly [what: string, code: string])[] = [
  ['a TCP connection', "import { connect } from 'node:net'; connect(25, '192.0.2.1')"],
  ['a TCP connection by options', "import net from 'node:net'; net.connect({ port: 25, host: '2001:db8::1' })"],
  ['a TLS connection', "import tls from 'node:tls'; tls.connect(465, '192.0.2.1')"],
  ['an HTTP request', "import http from 'node:http'; http.get('http://192.0.2.1/')"],
  ['the built-in fetch', "await fetch('http://192.0.2.1/').catch(() => {})"],
  [
    'a name that a lookup of one’s own sends away',
    `import net from 'node:net'
     net.connect({ port: 25, host: 'mx.test', lookup: (name, options, done) => done(null, '192.0.2.1', 4) }).on('error', () => {})`,
  ],
  ['a UDP datagram', "import dgram from 'node:dgram'; dgram.createSocket('udp4').send('x', 53, '192.0.2.1')"],
  ['a multicast', "import dgram from 'node:dgram'; dgram.createSocket('udp4').send('x', 1900, '239.255.255.250')"],
  ['a look-up by the system', "import { lookup } from 'node:dns/promises'; await lookup('example.test')"],
  ['a question to the system’s resolver', "import dns from 'node:dns'; dns.resolve4('example.test', () => {})"],
  [
    'a question to a resolver elsewhere',
    "import { Resolver } from 'node:dns'; const r = new Resolver(); r.setServers(['192.0.2.53']); r.resolveMx('a.test', () => {})",
  ],
]

describe.skipIf(nowhere === undefined).each(['no-network', 'loopback-only'] as const)('the guard %s', (guard) => {
  it.each(attempts)('refuses %s', (_, code) => {
    expect(under(guard, code)).toContain('!!! network guard:')
  })
})

const onLoopback = `
  import { connect, createServer } from 'node:net'
  const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1', () => {
    connect({ port: server.address().port, host: '127.0.0.1' }).on('data', (data) => {
      console.log(String(data))
      server.close()
    })
  })`

it.skipIf(nowhere === undefined)('the guard loopback-only lets loopback through', () => {
  expect(under('loopback-only', onLoopback)).toBe('hello\n')
})

it.skipIf(nowhere === undefined)('the guard no-network does not', () => {
  expect(under('no-network', onLoopback)).toContain('a unit test has no network')
})
