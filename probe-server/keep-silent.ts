import type { ServerConversation } from '../src/system/conversation.ts'
import { idleGo, idleOver } from '../src/wire/idle.ts'
import { bounds } from '../src/wire/protocol.ts'
import type { Probe } from './probe.ts'

/**
 * Says nothing for as long as was asked for, then speaks first. Whoever says something meanwhile, or hangs up, has ended it: a
 * silence with words in it would prove nothing.
 */
export async function keepSilent(
  { idlers }: Probe,
  caller: string,
  conversation: ServerConversation,
  { seconds, tag }: { readonly seconds: number; readonly tag: string },
): Promise<void> {
  const leave = idlers.enter(caller)
  if (leave === undefined) {
    await conversation.write(`${tag} NO too many at once\r\n`)
    return
  }
  try {
    if (!(await conversation.write(`${idleGo(seconds)}\r\n`)).ok) return
    const said = await conversation.readLine({ maxBytes: bounds.lineBytes, ms: seconds * 1_000 })
    if (said.ok || said.failure !== 'timed-out') return
    await conversation.write(`${idleOver(seconds)}\r\n${tag} OK done\r\n`)
  } finally {
    leave()
  }
}
