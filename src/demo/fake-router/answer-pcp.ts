import { isIPv4 } from 'node:net'
import { addressBytes, addressText } from '../../wire/address.ts'
import type { Refusal, Wanted } from './keeper.ts'
import type { RouterState } from './router-state.ts'

/** RFC 6887 §7.4. */
const results = {
  success: 0,
  version: 1,
  notAuthorized: 2,
  malformedRequest: 3,
  opcode: 4,
  option: 5,
  malformedOption: 6,
  noResources: 8,
  protocol: 9,
  cannotProvideExternal: 11,
  addressMismatch: 12,
} as const

const opcodes = { announce: 0, map: 1 } as const
const headerBytes = 24
/** §11.1: header, nonce, protocol, ports and address. */
const mapBytes = headerBytes + 36
/** §13.2. */
const preferFailure = 2
/** §5: the longest message. */
const longest = 1100
/** §7.4: what is wrong for long is not to be asked again for half an hour; here nobody asks again. */
const errorLifetimeS = 30
const tcp = 6

/** What the router says to a request in PCP (RFC 6887) of a machine with these addresses; undefined: nothing. */
export function answerPcp(asked: Buffer, machine: readonly string[], state: RouterState): Buffer | undefined {
  const { pcp } = state.spec
  if (pcp === undefined) return undefined
  if (pcp === 'garbage') return Buffer.from('garbage!')
  if (asked.length < headerBytes) return undefined
  if (asked.length > longest || asked.length % 4 !== 0) return refused(asked, results.malformedRequest, state)
  if (pcp === 'off') return refused(asked, results.notAuthorized, state)
  // §8.1: it must be the address that the request comes from.
  const from = addressText(asked.subarray(8, headerBytes))
  if (pcp === 'mismatch' || !machine.includes(from)) return refused(asked, results.addressMismatch, state)
  switch (asked[1]) {
    case opcodes.announce:
      return answered(asked.subarray(0, headerBytes), results.success, 0, state)
    case opcodes.map:
      return mapReply(asked, from, state)
    default:
      return refused(asked, results.opcode, state)
  }
}

/** To whoever asks in another version (§9). */
export function onlyPcp(asked: Buffer, state: RouterState): Buffer {
  const reply = Buffer.alloc(headerBytes)
  asked.copy(reply, 0, 0, headerBytes)
  return answered(reply, results.version, errorLifetimeS, state)
}

/** §11.3, and §15 where the lifetime is 0. */
function mapReply(asked: Buffer, from: string, state: RouterState): Buffer {
  const { keeper } = state
  if (asked.length < mapBytes) return refused(asked, results.malformedRequest, state)
  const lifetimeS = asked.readUInt32BE(4)
  const nonce = asked.subarray(24, 36).toString('hex')
  const internal = { address: from, port: asked.readUInt16BE(40) }
  const suggested = asked.readUInt16BE(42)
  if (asked[36] !== tcp) return refused(asked, results.protocol, state)
  if (internal.port === 0) return refused(asked, results.malformedRequest, state)
  const options = readOptions(asked.subarray(mapBytes))
  if (typeof options === 'number') return refused(asked, options, state)
  // §13.2: it makes no sense where nothing is suggested.
  if (options.preferFailure && suggested === 0) return refused(asked, results.malformedOption, state)

  const line = keeper.table.towards(internal)
  // §11.3: whose nonce is another may neither change it nor take it back.
  if (line !== undefined && line.nonce !== nonce) return refused(asked, results.notAuthorized, state)
  if (lifetimeS === 0) {
    if (line !== undefined) keeper.takeBack(line)
    return answered(asked.subarray(0, mapBytes), results.success, 0, state)
  }
  const family = isIPv4(from) ? 'v4' : 'v6'
  const external = family === 'v6' ? internal.port : (line?.external ?? keeper.assigned(suggested))
  const wanted: Wanted = { speech: 'pcp', family, external, internal, leaseS: lifetimeS, description: 'PCP', nonce }
  const refusal = keeper.refusal(wanted)
  if (refusal !== undefined) return refused(asked, resultOf(refusal), state)
  if (options.preferFailure && external !== suggested) return refused(asked, results.cannotProvideExternal, state)
  keeper.grant(wanted)
  const reply = answered(asked.subarray(0, mapBytes), results.success, lifetimeS, state)
  reply.writeUInt16BE(external, 42)
  // Over IPv6 nothing is translated: outside it has the address that it has inside.
  addressField(family === 'v6' ? from : (state.wan ?? '0.0.0.0')).copy(reply, 44)
  return reply
}

/** §7.3: code, reserved, length, data up to a multiple of four. A number is the error. */
function readOptions(bytes: Buffer): { readonly preferFailure: boolean } | number {
  let strict = false
  for (let at = 0; at < bytes.length; ) {
    const [code = 0, , high = 0, low = 0] = bytes.subarray(at)
    const length = high * 256 + low
    if (code === preferFailure && length !== 0) return results.malformedOption
    // The lower half must be understood.
    if (code !== preferFailure && code < 128) return results.option
    strict ||= code === preferFailure
    at += 4 + Math.ceil(length / 4) * 4
  }
  return { preferFailure: strict }
}

function resultOf(refusal: Refusal): number {
  return refusal === 'no-wan' ? results.noResources : results.notAuthorized
}

/** §8.2: what was asked comes back with the error. */
function refused(asked: Buffer, result: number, state: RouterState): Buffer {
  return answered(asked, result, errorLifetimeS, state)
}

/** A reply that is otherwise as it was asked (§7.2). */
function answered(asked: Buffer, result: number, lifetimeS: number, { epochS }: RouterState): Buffer {
  const reply = Buffer.from(asked)
  reply.writeUInt8(2, 0)
  reply.writeUInt8(0x80 | (asked[1] ?? 0), 1)
  reply.writeUInt8(0, 2)
  reply.writeUInt8(result, 3)
  reply.writeUInt32BE(lifetimeS, 4)
  reply.writeUInt32BE(epochS(), 8)
  reply.fill(0, 12, headerBytes)
  return reply
}

/** §5: an IPv4 address is mapped into IPv6. */
function addressField(address: string): Buffer {
  const bytes = addressBytes(address) ?? new Uint8Array(4)
  return Buffer.from(bytes.length === 16 ? bytes : [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...bytes])
}
