import { failed, type Failure, type Outcome, success } from '../../core/failure.ts'
import type { Conversation, Line } from '../../core/line.ts'
import { echoHello, isEchoReply } from '../../wire/echo-dialogue.ts'
import { idleGo, idleOver, idlePort, writeIdleCommand } from '../../wire/idle.ts'
import { readNonce } from '../../wire/proof.ts'
import { bounds } from '../../wire/protocol.ts'
import { deadlineOf } from '../deadline.ts'
import { command } from '../imap/command.ts'
import { readLineBy } from '../read-line-by.ts'
import type { OpenSession } from './open-session.ts'

/**
 * What became of one silence. `kept`: the probe's word got through after it. `lost`: it did not, while a new connection to the
 * very same port was made at once. Else why nothing can be said: the set-up failed, or the line itself was down afterwards.
 */
export type Silence = 'kept' | 'lost' | 'not-offered' | Failure

const tag = 'i1'
/** Each of connection, greeting and replies; the first are made on a line that is up. */
const setUpMs = 5_000
/** The probe's word may be sent three times over (TCP, 1 s, 3 s, 7 s) before it counts as lost. */
const lateMs = 12_000

/** A connection to the probe on which nobody says a word for `seconds`, then the probe first. Never throws. */
export async function keepIdle(line: Line, open: OpenSession, seconds: number): Promise<Silence> {
  if (open.session.idle === undefined || seconds > open.session.idle.mostS) return 'not-offered'
  const met = await meet(line, open)
  if (!met.ok) return met.failure
  const conversation = met.value
  try {
    const asked = await conversation.write(`${writeIdleCommand(tag, seconds)}\r\n`)
    const go = asked.ok ? await readLineBy(conversation, deadlineOf(line.clock, setUpMs), bounds.lineBytes) : asked
    if (!go.ok) return go.failure
    if (go.value !== idleGo(seconds)) return 'refused'
    // Patience is for answers that are slow to come, not for the silence that was agreed on.
    const silenceMs = (seconds * 1_000) / (line.clock.patience ?? 1)
    const word = await conversation.readLine({ maxBytes: bounds.lineBytes, ms: silenceMs + lateMs })
    if (word.ok) return word.value === idleOver(seconds) ? 'kept' : 'malformed'
    if (word.failure === 'cancelled') return word.failure
    return (await isThere(line, open)) ? 'lost' : word.failure
  } finally {
    conversation.end()
  }
}

async function meet(line: Line, { address, session }: OpenSession): Promise<Outcome<Conversation>> {
  const nonce = readNonce(session.nonce)
  // `openSession` has read it.
  if (nonce === undefined) throw new TypeError('a session without its nonce')
  const dialled = await line.dial({ address, port: idlePort }, { connectMs: setUpMs })
  if (!dialled.ok) return dialled
  const conversation = dialled.value
  const greeting = await readLineBy(conversation, deadlineOf(line.clock, setUpMs), bounds.lineBytes)
  const hello = greeting.ok
    ? await command(conversation, echoHello(session.token, idlePort), deadlineOf(line.clock, setUpMs))
    : greeting
  if (hello.ok && hello.value.untagged.some((text) => isEchoReply(text, nonce, idlePort))) return success(conversation)
  conversation.end()
  return hello.ok ? failed('malformed', 'not the probe, or its words were changed') : hello
}

async function isThere(line: Line, { address }: OpenSession): Promise<boolean> {
  const dialled = await line.dial({ address, port: idlePort }, { connectMs: setUpMs })
  if (dialled.ok) dialled.value.end()
  return dialled.ok
}
