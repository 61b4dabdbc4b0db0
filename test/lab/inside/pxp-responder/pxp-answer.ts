import { between } from '../../addresses.ts'
import type { PxpAnswers } from '../../router-spec.ts'

/** RFC 6886 §3.5, RFC 6887 §7.4: they agree on the first two. */
const results = { success: 0, notAuthorized: 2, addressMismatch: 12 } as const

/** A response has this bit in its opcode (RFC 6886 §3.2, RFC 6887 §7.2). */
const response = 0x80
const natPmp = 0
const pcp = 2
const pcpHeader = 24
/** How long an error of PCP stands, in seconds: RFC 6887 §7.4 calls these long, and recommends 30 minutes. */
const errorLifetime = 1800

/** The answer to a datagram, whatever it asks; undefined where it is no request. `epoch`: seconds since the start. */
export function pxpAnswer(answers: PxpAnswers, asked: Buffer, epoch: number): Buffer | undefined {
  const [version, opcode] = asked
  if (opcode === undefined || opcode >= response) return undefined
  if (answers === 'garbage') return Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')
  const switchedOff = answers === 'switched-off'
  if (version === pcp && asked.length >= pcpHeader) {
    return pcpAnswer(asked, switchedOff ? results.notAuthorized : results.addressMismatch, epoch)
  }
  // RFC 6886 §3.3: a request for a mapping has 12 bytes.
  if (version !== natPmp || (opcode !== 0 && asked.length < 12)) return undefined
  return natPmpAnswer(opcode, asked, switchedOff ? results.notAuthorized : results.success, epoch)
}

/** RFC 6887 §7.2: everything of the request stands in the response but the client's address, which is zero. */
function pcpAnswer(asked: Buffer, result: number, epoch: number): Buffer {
  const answer = Buffer.from(asked)
  answer.fill(0, 2, pcpHeader)
  answer.writeUInt8(asked.readUInt8(1) | response, 1)
  answer.writeUInt8(result, 3)
  answer.writeUInt32BE(errorLifetime, 4)
  answer.writeUInt32BE(epoch, 8)
  return answer
}

/** RFC 6886 §3.2 and §3.3: an address for opcode 0, both ports and a lifetime for a mapping. */
function natPmpAnswer(opcode: number, asked: Buffer, result: number, epoch: number): Buffer {
  const answer = Buffer.alloc(opcode === 0 ? 12 : 16)
  answer.writeUInt8(opcode | response, 1)
  answer.writeUInt16BE(result, 2)
  answer.writeUInt32BE(epoch, 4)
  if (opcode !== 0) asked.copy(answer, 8, 4, 12)
  else if (result === results.success) answer.set(between.router.split('.').map(Number), 8)
  return answer
}
