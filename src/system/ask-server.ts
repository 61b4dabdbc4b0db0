import { failed, type Outcome } from '../core/failure.ts'
import type { Line } from '../core/line.ts'
import { askOverTcp } from '../protocols/dns/ask-over-tcp.ts'
import type { DecodedReply } from '../protocols/dns/decode-reply.ts'
import { askOverUdp, type ServerAsked } from './ask-over-udp.ts'
import { dial } from './dial.ts'
import { random } from './random.ts'

/** Between two parts of a TCP reply; the whole has the bound of the question. */
const READ_MS = 5000
/** A server that was heard over UDP is there: its TCP is as near, and one lost packet is sent again after a second. */
const CONNECT_MS = 1200

/**
 * One question to one server: over UDP; over TCP where the reply was cut, or where the server does not repeat the question
 * as it was spelled, for then nothing shows that it was asked. Without EDNS for one that does not understand it.
 */
export async function askServer(asked: ServerAsked): Promise<Outcome<DecodedReply>> {
  const heard = await askOverUdp(asked)
  if (!heard.ok) return heard
  const { said, spelled, notUnderstood } = heard.value
  // RFC 6891 §7: a server from before EDNS answers FORMERR.
  if (notUnderstood && asked.edns !== false) return askServer({ ...asked, edns: false })
  const cut = said.ok && said.value.truncated
  if (spelled && !cut) return said
  const overTcp = await askedOverTcp(asked)
  return cut || wasHeard(overTcp) || asked.signal.aborted ? overTcp : heardTwice(said, asked)
}

function askedOverTcp({ question, server, from, signal }: ServerAsked): Promise<Outcome<DecodedReply>> {
  const line: Pick<Line, 'dial' | 'random'> = {
    dial: (to, options) => dial(to, { ...options, ...(from !== undefined && { from }) }, signal),
    random,
  }
  return askOverTcp(line, question, server, { ms: READ_MS, connectMs: CONNECT_MS })
}

/** An answer of the server, be it that there is nothing, and not of the network. */
function wasHeard(outcome: Outcome<DecodedReply>): boolean {
  return outcome.ok || ['name-not-found', 'no-data', 'lookup-refused', 'lookup-failed'].includes(outcome.failure)
}

/**
 * Old forwarders in routers put questions into lower case and speak no TCP. They are asked a second time, from another port
 * with another id: who guesses both twice is no stranger on the way.
 */
async function heardTwice(first: Outcome<DecodedReply>, asked: ServerAsked): Promise<Outcome<DecodedReply>> {
  const again = await askOverUdp(asked)
  if (!again.ok) return again
  if (gist(first) === gist(again.value.said)) return again.value.said
  return failed('lookup-failed', 'the server does not repeat the question as it was spelled, and says two things')
}

/** What a reply says, whatever the order of its records and their age. */
function gist(outcome: Outcome<DecodedReply>): string {
  if (!outcome.ok) return outcome.failure
  return JSON.stringify(outcome.value.answers.map(({ name, type, data }) => [name, type, data].join(' ')).toSorted())
}
