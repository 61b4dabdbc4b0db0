import { isIPv4 } from 'node:net'
import type { Refusal, Wanted } from './keeper.ts'
import type { RouterState } from './router-state.ts'

/** RFC 6886 §3.5. */
const results = { success: 0, version: 1, notAuthorized: 2, networkFailure: 3, opcode: 5 } as const

const opcodes = { address: 0, mapTcp: 2 } as const

/** What the router says to a request in NAT-PMP (RFC 6886); undefined: nothing. */
export function answerNatPmp(asked: Buffer, from: string, state: RouterState): Buffer | undefined {
  const { natpmp } = state.spec
  const opcode = asked[1]
  if (natpmp === undefined) return undefined
  if (natpmp === 'garbage') return Buffer.from('\0\0\0garbage')
  if (opcode === opcodes.address && asked.length === 2) return addressReply(state)
  if (opcode === opcodes.mapTcp && asked.length === 12) return mappingReply(asked, from, state)
  return header(opcode ?? 0, results.opcode, 8, state)
}

/** To whoever asks in another version (RFC 6886 §3.5). */
export function onlyNatPmp(asked: Buffer, state: RouterState): Buffer {
  return header(asked[1] ?? 0, results.version, 8, state)
}

/** §3.2 */
function addressReply(state: RouterState): Buffer {
  const { spec, wan } = state
  if (spec.natpmp === 'off') return header(opcodes.address, results.notAuthorized, 12, state)
  if (spec.wan === 'none') return header(opcodes.address, results.networkFailure, 12, state)
  const reply = header(opcodes.address, results.success, 12, state)
  if (wan !== undefined && isIPv4(wan)) Buffer.from(wan.split('.').map(Number)).copy(reply, 8)
  return reply
}

/** §3.3, and §3.4 where the lease is 0. */
function mappingReply(asked: Buffer, from: string, state: RouterState): Buffer {
  const { spec, keeper } = state
  const internal = { address: from, port: asked.readUInt16BE(4) }
  const [suggested, leaseS] = [asked.readUInt16BE(6), asked.readUInt32BE(8)]
  const answer = (result: number, external = 0, granted = 0) => {
    const reply = header(opcodes.mapTcp, result, 16, state)
    reply.writeUInt16BE(internal.port, 8)
    reply.writeUInt16BE(external, 10)
    reply.writeUInt32BE(granted, 12)
    return reply
  }
  if (spec.natpmp === 'off') return answer(results.notAuthorized)
  const line = keeper.table.towards(internal)
  if (leaseS === 0) {
    if (line !== undefined) keeper.takeBack(line)
    return answer(results.success)
  }
  // §3.3: one that is there keeps its port, whatever is suggested.
  const external = line?.external ?? keeper.assigned(suggested)
  const wanted: Wanted = { speech: 'natpmp', family: 'v4', external, internal, leaseS, description: 'NAT-PMP' }
  const refusal = keeper.refusal(wanted)
  if (refusal !== undefined) return answer(resultOf(refusal))
  keeper.grant(wanted)
  return answer(results.success, external, leaseS)
}

function resultOf(refusal: Refusal): number {
  return refusal === 'no-wan' ? results.networkFailure : results.notAuthorized
}

function header(opcode: number, result: number, bytes: number, { epochS }: RouterState): Buffer {
  const reply = Buffer.alloc(bytes)
  reply.writeUInt8(0x80 | opcode, 1)
  reply.writeUInt16BE(result, 2)
  reply.writeUInt32BE(epochS(), 4)
  return reply
}
