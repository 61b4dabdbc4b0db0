import { type Outcome, success } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import { lookUp } from '../dns/look-up.ts'
import type { SpfAsked } from './spf-evaluation.ts'

/**
 * All that SPF wants of the world: the data of the records of one type, an address, a name, `10 mx.example.org`, the joined
 * text of a TXT. Nothing found is `name-not-found` or `no-data`; every other failure is one of the DNS.
 */
export type AskNames = (name: string, type: SpfAsked['type']) => Promise<Outcome<readonly string[]>>

/**
 * Asks over a line. What a resolver does not find is confirmed with the zone's own name servers, unless the resolver is to
 * be taken `atItsWord`: somebody named it and wants to know what it says.
 *
 * The line's deadline is the one of RFC 7208 §4.6.4: past it every question fails, which comes to temperror.
 */
export function askNames(line: Line, { atItsWord = false } = {}): AskNames {
  return async (name, type) => {
    if (!atItsWord) {
      const found = await lookUp(line, name, type)
      return found.ok ? success(found.value.data) : found
    }
    const reply = await line.ask({ name, type })
    if (!reply.ok) return reply
    return success(reply.value.answers.filter((answer) => answer.type === type).map((answer) => answer.data))
  }
}
