import type { Conversation } from '../src/core/line.ts'
import { type BulkCommand, bulkOf, bulkReceived } from '../src/wire/bulk.ts'
import { bounds } from '../src/wire/protocol.ts'

/**
 * Takes in or pours out the octets of the MTU test; what comes in is counted and forgotten. `go` is the reply that lets
 * them begin. False where the caller did not keep to it, or is gone.
 */
export async function moveBulk(conversation: Conversation, command: BulkCommand, go: string): Promise<boolean> {
  // In one go: the first segment is to be a full one, so that not even the reply gets past a black hole.
  const begin = command.kind === 'source' ? go + bulkOf(command.octets) : go
  if (!(await conversation.write(begin)).ok) return false
  if (command.kind === 'source') return true
  const until = performance.now() + bounds.bulkMs
  for (let left = command.octets; left > 0; ) {
    const ms = Math.max(0, until - performance.now())
    const came = await conversation.read({ maxBytes: left, ms })
    if (!came.ok) return false
    left -= came.value.length
  }
  return (await conversation.write(`${bulkReceived(command.octets)}\r\n`)).ok
}
