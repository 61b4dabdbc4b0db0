/** PCP (RFC 6887) put together by hand: there is no classic tool for it that Debian has. */
import { home } from './addresses.ts'
import type { World } from './world.ts'

export interface PcpAsked {
  readonly family?: 'v4' | 'v6'
  readonly external: number
  readonly internal: number
  /** Seconds; 0 takes the mapping back. */
  readonly leaseS: number
  /** Take this external port or none (RFC 6887 §13.2). */
  readonly preferFailure?: boolean
}

/** RFC 6887 §7.4 has the results; `refused`: an ICMP that nobody listens there. */
export type PcpSaid =
  | 'refused'
  | 'silence'
  | 'no-pcp'
  | { readonly result: number; readonly leaseS: number; readonly external?: number }

const announce = 0
const map = 1
const preferFailure = 2
/** The same for all: who has it may renew and delete (RFC 6887 §11.1). */
const nonce = Buffer.from('lab lab lab!')

/** Asks whether anybody is there (RFC 6887 §14.1). */
export async function pcpAnnounced(world: World, family: 'v4' | 'v6' = 'v4'): Promise<PcpSaid> {
  return asked(world, family, request(announce, 0, family))
}

/** Asks for a TCP port to lead to the machine at home, which asks. */
export async function pcpMapped(world: World, wanted: PcpAsked): Promise<PcpSaid> {
  const { family = 'v4', external, internal, leaseS } = wanted
  // RFC 6887 §11.1: nonce, protocol, both ports, any address outside.
  const ports = Buffer.alloc(24)
  ports.writeUInt8(6, 0)
  ports.writeUInt16BE(internal, 4)
  ports.writeUInt16BE(external, 6)
  if (family === 'v4') ports.fill(0xff, 18, 20)
  const option = wanted.preferFailure ? Buffer.from([preferFailure, 0, 0, 0]) : Buffer.alloc(0)
  return asked(world, family, Buffer.concat([request(map, leaseS, family), nonce, ports, option]))
}

/** Reads a response, in hexadecimal. */
export function readPcp(hex: string): PcpSaid {
  const bytes = Buffer.from(hex, 'hex')
  if (bytes.length < 24 || bytes[0] !== 2) return 'no-pcp'
  const said = { result: bytes.readUInt8(3), leaseS: bytes.readUInt32BE(4) }
  return bytes.length < 60 ? said : { ...said, external: bytes.readUInt16BE(42) }
}

/** RFC 6887 §7.1: an IPv4 address is written as a mapped IPv6 one. */
function request(opcode: number, leaseS: number, family: 'v4' | 'v6'): Buffer {
  const header = Buffer.alloc(24)
  header.writeUInt8(2, 0)
  header.writeUInt8(opcode, 1)
  header.writeUInt32BE(leaseS, 4)
  if (family === 'v4') header.set([0xff, 0xff, ...home.machine.split('.').map(Number)], 18)
  else header.set(bytesOf(home.machineV6), 8)
  return header
}

function bytesOf(address: string): Buffer {
  const [head = '', tail = ''] = address.split('::').map((half) =>
    half
      .split(':')
      .map((group) => group.padStart(4, '0'))
      .join(''),
  )
  return Buffer.from(head.padEnd(32 - tail.length, '0') + tail, 'hex')
}

const script = `const [hex, family, from, to] = process.argv.slice(1)
const socket = require('node:dgram').createSocket('udp' + family[1])
const end = (said) => { console.log(said); process.exit() }
socket.on('message', (answer) => end(answer.toString('hex'))).on('error', () => end('refused'))
// Connected, or nobody would hear of an ICMP.
socket.bind(0, from, () => socket.connect(5351, to, () => socket.send(Buffer.from(hex, 'hex'))))
setTimeout(() => end('silence'), 1000)`

async function asked(world: World, family: 'v4' | 'v6', datagram: Buffer): Promise<PcpSaid> {
  const ends = family === 'v4' ? [home.machine, home.router] : [home.machineV6, home.routerV6]
  const argv = ['node', '-e', script, datagram.toString('hex'), family, ...ends]
  const said = (await world.exec('home', argv)).stdout.trim()
  return said === 'refused' || said === 'silence' ? said : readPcp(said)
}
