import { type Outcome, success } from '../../core/failure.ts'
import type { Endpoint, Line, Question, Reply } from '../../core/line.ts'
import { readSignature, type Signature } from './read-signature.ts'

export interface Heard {
  /**
   * `checked`: the resolver says that it has checked the signatures. `unchecked`: it gives the records without that word.
   * `bogus`: it keeps them back, and gives them where it is told not to check (RFC 4035 §3.2.2).
   */
  readonly kind: 'checked' | 'unchecked' | 'bogus'
  /** The zone that the name is in. */
  readonly zone: string
  /** The one over the zone's SOA record that runs out first. */
  readonly signature?: Signature
}

/**
 * What a resolver, the system's or the one told, makes of the signatures of the zone that a name is in. Fails as the
 * questions do.
 */
export async function hearSignatures(line: Line, name: string, server?: Endpoint): Promise<Outcome<Heard>> {
  const question: Question = { name: name.toLowerCase(), type: 'SOA', dnssec: true, ...(server && { server }) }
  const reply = await line.ask(question)
  if (reply.ok) return heard(line, question, reply.value)
  if (reply.failure !== 'lookup-failed') return reply
  const unchecked = await line.ask({ ...question, checkingDisabled: true })
  if (!unchecked.ok) return reply
  // A server that is overloaded may fail once; one that has found a signature to be bad keeps to it.
  const again = await line.ask(question)
  if (again.ok) return heard(line, question, again.value)
  return again.failure === 'lookup-failed'
    ? success({ kind: 'bogus', ...zoneIn(unchecked.value, question.name) })
    : again
}

async function heard(line: Line, question: Question, reply: Reply): Promise<Outcome<Heard>> {
  const { zone, signature } = zoneIn(reply, question.name)
  if (zone !== question.name) {
    // Told beside a denial, whose signatures are others: the zone is asked for itself.
    const own = await line.ask({ ...question, name: zone })
    return own.ok ? success({ kind: kindOf(own.value), ...zoneIn(own.value, zone) }) : own
  }
  return success({ kind: kindOf(reply), zone, ...(signature && { signature }) })
}

function kindOf({ authentic }: Reply): 'checked' | 'unchecked' {
  return authentic ? 'checked' : 'unchecked'
}

function zoneIn({ answers }: Reply, name: string): Pick<Heard, 'zone' | 'signature'> {
  const zone = answers.find(({ type }) => type === 'SOA')?.name ?? name
  const [signature] = answers
    .filter(({ type, name: owner }) => type === 'RRSIG' && owner === zone)
    .map(({ data }) => readSignature(data))
    .filter((each) => each !== undefined && each.covers === 'SOA')
    .toSorted((one, other) => (one !== undefined && other !== undefined && one.until < other.until ? -1 : 1))
  return { zone, ...(signature && { signature }) }
}
