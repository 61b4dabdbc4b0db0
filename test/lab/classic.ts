/**
 * What the classic tools of the trade see in a world: nc, ping, turnutils_stunclient, dig. They are the witnesses that
 * mailworthy is measured against.
 */
import { createHash, X509Certificate } from 'node:crypto'
import type { Ended } from './messages.ts'
import type { Place } from './spec.ts'
import type { World } from './world.ts'

/** Node and nc notice an ICMPv6 refusal only when the SYN is repeated, after a good second. */
const connectSeconds = '2'

/** What is heard first on a TCP port: a line, or in one word why there is none. */
export async function heardOn(world: World, from: Place, address: string, port: number): Promise<string> {
  const [heard = ''] = await heardOnEach(world, from, address, [port])
  return heard
}

/** The same on several ports at once. */
export async function heardOnEach(
  world: World,
  from: Place,
  address: string,
  ports: readonly number[],
): Promise<readonly string[]> {
  // -N: says at once that it has nothing more to say, or a server that waits for a word would keep it for the whole time.
  const nc = ['nc', '-n', '-N', '-v', '-w', connectSeconds]
  const calls = ports.map((port) => [...nc, address, String(port)])
  return (await world.together(from, calls)).map(heardBy)
}

function heardBy({ stdout, stderr }: Ended): string {
  const line = stdout.split(/\r?\n/)[0]
  if (line) return line
  if (/succeeded!/.test(stderr)) return 'silence'
  for (const [words, said] of Object.entries(refusals)) if (stderr.includes(words)) return said
  return stderr.trim()
}

const refusals: Readonly<Record<string, string>> = {
  'timed out': 'timed-out',
  'Connection refused': 'refused',
  'No route to host': 'host-unreachable',
  'Network is unreachable': 'network-unreachable',
  'Permission denied': 'prohibited',
}

/** Lets one caller in on a port at home and says a line to him. */
export async function sayAtHome(world: World, address: string, port: number, line: string): Promise<void> {
  await sayOnEach(world, address, [port], () => line)
}

/** The same on several ports at once. */
export async function sayOnEach(
  world: World,
  address: string,
  ports: readonly number[],
  line: (port: number) => string,
): Promise<void> {
  const each = ports.map((port) => `echo '${line(port)}' | nc -n -l -N ${address} ${port} &`)
  await world.start('home', ['sh', '-c', [...each, 'wait'].join('\n')], {
    name: ['nc', address, ...ports].join('-'),
    ready: ports.map((port) => ({ proto: 'tcp', port }) as const),
  })
}

export interface Echo {
  readonly kind: 'reached' | 'expired' | 'unreachable' | 'silence'
  /** Who answered. */
  readonly from?: string
}

/** One ping that may pass `ttl - 1` routers. */
export async function echo(world: World, from: Place, address: string, ttl: number): Promise<Echo> {
  const { stdout } = await world.exec(from, ['ping', '-n', '-c', '1', '-W', '1', '-t', String(ttl), address])
  const reached = /bytes from ([\d.a-f:]+?):? /.exec(stdout)
  if (reached?.[1]) return { kind: 'reached', from: reached[1] }
  const answered = /From ([\d.a-f:]+?):? icmp_seq=1 (.*)/.exec(stdout)
  if (!answered?.[1]) return { kind: 'silence' }
  const expired = /(Time to live|Hop limit) exceeded|Time exceeded/.test(answered[2] ?? '')
  return { kind: expired ? 'expired' : 'unreachable', from: answered[1] }
}

/** The address that a STUN server sees. */
export async function seenByStun(world: World, from: Place, server: string): Promise<string | undefined> {
  // It goes on to ask for answers from another address, which a NAT rightly holds back, and waits for them for ever.
  const client = await world.start(from, ['turnutils_stunclient', server], { ready: { line: /reflexive addr: / } })
  await client.stop('SIGKILL')
  return /reflexive addr: \[?(.+?)\]?:\d+$/.exec(client.line ?? '')?.[1]
}

/** The data of the records, in order of their text. */
export async function lookUp(world: World, from: Place, name: string, type: string): Promise<string[]> {
  const { stdout } = await world.exec(from, ['dig', '+short', '+tries=1', '+time=2', name, type])
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .sort()
}

/** The pins (base64url SHA-256 of the SubjectPublicKeyInfo) of the keys that openssl is shown on these mail ports. */
export async function keysShown(
  world: World,
  from: Place,
  address: string,
  ports: readonly number[],
): Promise<readonly (string | undefined)[]> {
  const handshakes = ports.map((port) => {
    const starttls = { 25: 'smtp', 587: 'smtp', 143: 'imap' }[port]
    const words = ['-connect', `${address}:${port}`, ...(starttls === undefined ? [] : ['-starttls', starttls])]
    // Nobody is to be believed in: to read everybody that could be takes as long as all the rest.
    return ['timeout', '3', 'openssl', 's_client', '-no-CAfile', '-no-CApath', '-no-CAstore', ...words]
  })
  return (await world.together(from, handshakes)).map(pinIn)
}

function pinIn({ stdout }: Ended): string | undefined {
  const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(stdout)?.[0]
  if (pem === undefined) return undefined
  const key = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(key).digest('base64url')
}
