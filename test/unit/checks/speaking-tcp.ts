import { encode } from 'dns-packet'
import { failed, success } from '../../../src/core/failure.ts'
import type { Conversation } from '../../../src/core/line.ts'

/** The far end of a TCP conversation with a name server that knows the root's, and says so three bytes at a time. */
export function speakingTcp(): Conversation {
  let reply = Buffer.alloc(0)
  const at = { address: '192.168.1.1', port: 53 }
  return {
    local: at,
    remote: at,
    tls: undefined,
    async write(query) {
      const id = Buffer.from(query).readUInt16BE(2)
      const message = encode({
        type: 'response',
        id,
        questions: [{ name: '.', type: 'NS' }],
        answers: [{ type: 'NS', name: '.', ttl: 1, data: 'a.root.test' }],
      })
      reply = Buffer.concat([Buffer.from([message.length >> 8, message.length & 0xff]), message])
      return success(undefined)
    },
    async read({ maxBytes }) {
      const piece = reply.subarray(0, Math.min(3, maxBytes))
      reply = reply.subarray(piece.length)
      return success(new Uint8Array(piece))
    },
    readLine: async () => failed('unsupported'),
    startTls: async () => failed('unsupported'),
    end() {},
  }
}
