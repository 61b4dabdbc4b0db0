import type { Conversation } from '../src/core/line.ts'
import { readReplyLine } from '../src/protocols/smtp/reply-line.ts'
import type { DialledPort } from '../src/wire/control-port.ts'
import { isListenerGreeting, listenerFarewell, proberHello } from '../src/wire/listener-dialogue.ts'
import { bounds } from '../src/wire/protocol.ts'
import type { Meeting, Met } from './meeting.ts'

/**
 * The dialogue with the agent's temporary listener. Not a byte is sent before it has proved itself: whoever else answers
 * at that address did not ask to be spoken to. Its words are told before they are judged: where they are not what the
 * listener says it said, they were changed on the way.
 */
export async function meetListener(conversation: Conversation, port: DialledPort, meeting: Meeting): Promise<Met> {
  const { nonce, remaining, patience } = meeting
  const greeting = await conversation.readLine({ ms: Math.min(bounds.greetingMs * patience, remaining()) })
  if (!greeting.ok) return { proved: false, failure: greeting.failure }
  meeting.greeting(greeting.value, { complete: readReplyLine(greeting.value)?.last !== false })
  if (!isListenerGreeting(greeting.value, nonce, port)) return { proved: false }
  const said = await conversation.write(`${proberHello(nonce, port)}\r\n`)
  if (!said.ok) return { proved: false, failure: said.failure }
  const farewell = await conversation.readLine({ ms: Math.min(bounds.connectMs * patience, remaining()) })
  if (!farewell.ok) return { proved: false, failure: farewell.failure }
  // It proved itself, yet does not take our proof: something changed our line on the way.
  return farewell.value === listenerFarewell ? { proved: true } : { proved: false, failure: 'malformed' }
}
