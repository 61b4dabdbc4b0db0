import { failed, type Failure, type Outcome, success } from '../../core/failure.ts'
import type { Conversation, Line } from '../../core/line.ts'
import { type BulkCommand, type BulkPort, bulkGo, bulkOf, bulkReceived, writeBulkCommand } from '../../wire/bulk.ts'
import { echoHello, isEchoReply } from '../../wire/echo-dialogue.ts'
import { readNonce } from '../../wire/proof.ts'
import { type Deadline, deadlineOf } from '../deadline.ts'
import { command } from '../smtp/command.ts'
import { readReply } from '../smtp/read-reply.ts'
import type { OpenSession } from './open-session.ts'

/** What became of large segments in both directions of a connection to a mail port of the probe. No opinion. */
export interface MtuFacts {
  readonly port: BulkPort
  /** Whether short lines went there and back, and came from the probe; else the rest says nothing. */
  readonly small: 'replied' | 'not-proved' | Failure
  readonly upload: BulkMoved
  readonly download: BulkMoved
  /** Octets of the download that arrived. */
  readonly bytesSeen: number
  readonly tookMs: number
}

/**
 * `stalled`: short lines went both ways on that very connection before, and on another one still did afterwards; of
 * large segments nothing was heard for 3 s. A failure (`timed-out` included: slow, or the line went down meanwhile;
 * `refused`: the command was not taken) says nothing of their size. `not-tried`: it did not get that far.
 */
export type BulkMoved = 'passed' | 'stalled' | 'not-tried' | Failure

/** Connection, greeting, EHLO and the go-ahead: four round trips of half a second, which a satellite does not make. */
const setUpMs = 2200
/** TCP sends a lost segment again after 0.2 to 1 s, and twice as long after: whatever is only lost comes within it. */
const stallMs = 3000
/** A short line there and back. With the two above: 6 s in all. */
const controlMs = 800
/** At least five full segments of Ethernet, and 22 kbit/s are fast enough. */
const octets = 8192

/**
 * Sends large segments to the probe, and has some sent, on a connection each; a third one stays idle meanwhile, and tells
 * afterwards whether short lines still get through. Never throws; takes at most 6 s.
 */
export async function askMtu(line: Line, open: OpenSession, port: BulkPort): Promise<MtuFacts> {
  const begun = line.clock.elapsed()
  const setUp = deadlineOf(line.clock, setUpMs)
  const met = await Promise.all([0, 1, 2].map(() => meet(line, open, port, setUp)))
  const [control = failed('closed'), up = failed('closed'), down = failed('closed')] = met
  try {
    const small = !control.ok ? control.failure : control.value.proved ? 'replied' : 'not-proved'
    // The idle one hears of nothing: where it was not met, no silence of the others could be told from a dead line.
    const [uploaded, downloaded] =
      small === 'replied' && control.ok
        ? await Promise.all([upload(line, up, setUp), download(line, down)])
        : [notTried, notTried]
    const silent = uploaded.moved === 'silent' || downloaded.moved === 'silent'
    const alive = silent && control.ok && (await stillReplies(line, control.value.conversation))
    const told = ({ moved }: Moved) => (moved !== 'silent' ? moved : alive ? 'stalled' : 'timed-out')
    return {
      port,
      small,
      upload: told(uploaded),
      download: told(downloaded),
      bytesSeen: downloaded.bytes,
      tookMs: Math.round(line.clock.elapsed() - begun),
    }
  } finally {
    for (const one of met) if (one.ok) one.value.conversation.end()
  }
}

interface Met {
  readonly conversation: Conversation
  readonly proved: boolean
}

interface Moved {
  readonly moved: Exclude<BulkMoved, 'stalled'> | 'silent'
  readonly bytes: number
}

const notTried: Moved = { moved: 'not-tried', bytes: 0 }

async function meet(
  line: Line,
  { address, session }: OpenSession,
  port: BulkPort,
  setUp: Deadline,
): Promise<Outcome<Met>> {
  const nonce = readNonce(session.nonce)
  // `openSession` has read it.
  if (nonce === undefined) throw new TypeError('a session without its nonce')
  const dialled = await line.dial({ address, port }, { connectMs: setUpMs })
  if (!dialled.ok) return dialled
  const conversation = dialled.value
  const greeting = await readReply(conversation, setUp)
  const hello =
    !greeting.ok || greeting.value.code !== 220
      ? greeting
      : await command(conversation, echoHello(session.token, port), setUp)
  if (hello.ok && hello.value.code === 250) {
    return success({ conversation, proved: isEchoReply(hello.value.lines[0] ?? '', nonce, port) })
  }
  conversation.end()
  return hello.ok ? failed('refused', hello.value.lines[0]) : hello
}

async function upload(line: Line, met: Outcome<Met>, setUp: Deadline): Promise<Moved> {
  if (!met.ok || !met.value.proved) return notTried
  const { conversation } = met.value
  const wanted: BulkCommand = { kind: 'sink', octets }
  const go = await command(conversation, writeBulkCommand(wanted), setUp)
  if (!go.ok) return { moved: go.failure, bytes: 0 }
  if (go.value.lines[0] !== bulkGo(wanted)) return { moved: 'refused', bytes: 0 }
  const sent = await conversation.write(bulkOf(octets))
  if (!sent.ok) return { moved: sent.failure, bytes: 0 }
  const reply = await readReply(conversation, deadlineOf(line.clock, stallMs))
  // Not a word, not half of one: the probe speaks when all has come.
  if (!reply.ok) return { moved: reply.failure === 'timed-out' ? 'silent' : reply.failure, bytes: 0 }
  return { moved: reply.value.lines[0] === bulkReceived(octets) ? 'passed' : 'malformed', bytes: octets }
}

async function download(line: Line, met: Outcome<Met>): Promise<Moved> {
  if (!met.ok || !met.value.proved) return notTried
  const { conversation } = met.value
  const wanted: BulkCommand = { kind: 'source', octets }
  const asked = await conversation.write(`${writeBulkCommand(wanted)}\r\n`)
  if (!asked.ok) return { moved: asked.failure, bytes: 0 }
  // The reply comes in the first of the large segments.
  const deadline = deadlineOf(line.clock, stallMs)
  const go = await readReply(conversation, deadline)
  if (!go.ok) return { moved: go.failure === 'timed-out' ? 'silent' : go.failure, bytes: 0 }
  if (go.value.lines[0] !== bulkGo(wanted)) return { moved: 'refused', bytes: 0 }
  let bytes = 0
  while (bytes < octets) {
    const came = await conversation.read({ maxBytes: octets - bytes, ms: Math.max(1, deadline.left()) })
    // Some of it came: no black hole that swallows every large segment.
    if (!came.ok) return { moved: came.failure, bytes }
    bytes += came.value.length
  }
  return { moved: 'passed', bytes }
}

async function stillReplies(line: Line, conversation: Conversation): Promise<boolean> {
  const reply = await command(conversation, 'NOOP', deadlineOf(line.clock, controlMs))
  return reply.ok
}
