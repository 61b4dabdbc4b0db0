import type { Conversation } from '../src/core/line.ts'
import { isListenerGreeting, listenerFarewell, proberHello } from '../src/wire/listener-dialogue.ts'
import { bounds } from '../src/wire/protocol.ts'
import type { Meeting, Met } from './dial-back.ts'

/**
 * The dialogue with the agent's temporary listener. Not a byte is sent before it has proved itself: whoever else answers
 * at that address did not ask to be spoken to.
 */
export async function meetListener(conversation: Conversation, meeting: Meeting): Promise<Met> {
  const { nonce, port, remaining, patience } = meeting
  const greeting = await conversation.readLine({ ms: Math.min(bounds.greetingMs * patience, remaining()) })
  if (!greeting.ok) return { proved: false, failure: greeting.failure }
  meeting.greeting(greeting.value)
  if (!isListenerGreeting(greeting.value, nonce, port)) return { proved: false }
  const said = await conversation.write(`${proberHello(nonce, port)}\r\n`)
  if (!said.ok) return { proved: false, failure: said.failure }
  const farewell = await conversation.readLine({ ms: Math.min(bounds.connectMs * patience, remaining()) })
  if (!farewell.ok) return { proved: false, failure: farewell.failure }
  // It proved itself, yet does not take our proof: something changed our line on the way.
  return farewell.value === listenerFarewell ? { proved: true } : { proved: false, failure: 'malformed' }
}
