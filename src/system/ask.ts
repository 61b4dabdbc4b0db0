import type { Failed, Outcome } from '../core/failure.ts'
import { failed, success } from '../core/failure.ts'
import type { Endpoint, Question, Reply } from '../core/line.ts'
import { isDenial } from '../protocols/dns/is-denial.ts'
import { queryName } from '../protocols/dns/query-name.ts'
import { askServer } from './ask-server.ts'
import { deadline, interrupted } from './deadline.ts'

/** All the time a question may take, all servers together: what resolvers themselves take for a hard name. */
export const ASK_MS = 5000
/** A server that is silent for so long is left for the next one. */
const SERVER_MS = 2500
/** Servers asked one after the other; the C library stops at three as well. */
const MOST_SERVERS = 3

export interface AskOptions {
  readonly signal: AbortSignal
  /** Asked in their order; the question's own server comes instead. */
  readonly servers: readonly Endpoint[]
  /** The address to ask from. */
  readonly from?: ((server: Endpoint) => Promise<string | undefined>) | undefined
}

/**
 * One DNS question, of the servers in their order. Fails `name-not-found`, `no-data`, `lookup-refused`,
 * `lookup-failed`, `malformed`, or with what the network said.
 */
export async function ask(question: Question, options: AskOptions): Promise<Outcome<Reply>> {
  const servers = question.server === undefined ? options.servers.slice(0, MOST_SERVERS) : [question.server]
  const name = queryName(question.name)
  if (!name.ok) return name
  const limit = deadline(question.ms ?? ASK_MS, options.signal)
  let last: Failed = failed('lookup-failed', 'no name server is known')
  try {
    for (const server of servers) {
      const one = servers.length === 1 ? undefined : deadline(SERVER_MS, limit.signal)
      const from = await options.from?.(server)
      const reply = await askServer({ question, server, from, signal: one?.signal ?? limit.signal })
      one?.clear()
      if (reply.ok) {
        const { answers, authentic, edns } = reply.value
        return success({ answers, authentic, edns, server })
      }
      // Whether a name exists is an answer; everything else may be better with the next server.
      if (isDenial(reply)) return reply
      if (limit.signal.aborted) return { ...interrupted(limit.signal), ...(reply.detail && { detail: reply.detail }) }
      last = reply
    }
    return last
  } finally {
    limit.clear()
  }
}
