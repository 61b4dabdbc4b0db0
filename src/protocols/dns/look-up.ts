import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Line, RecordType } from '../../core/line.ts'
import { isDenial } from './is-denial.ts'
import { lookUpWithAuthority } from './look-up-with-authority.ts'

/**
 * What a lookup asks, so that whoever plays the internet knows what to answer:
 *
 * 1. the resolver, for the record. Only where it says that there is none:
 * 2. the resolver, for SOA and NS of the name. Where it is no zone of its own, the denial names the zone by a SOA in the
 *    authority section; without one it goes up label by label. NS is answered at the zone's own name.
 * 3. the resolver, for A (then AAAA) of a name server of the zone
 * 4. that address, port 53, for the record, without RD: only an answer with AA counts.
 */
export interface Found {
  /** The data of each record of the type, in presentation form. */
  readonly data: readonly string[]
  /** The names that the one asked for is an alias of, in their order; the last one has the data. */
  readonly aliases: readonly string[]
  /** The resolver says that it has checked the signatures: evidence only from one that was seen to validate. */
  readonly authentic: boolean
  /** The resolver does not have it, the zone's own name servers do: it is new, or kept from us. */
  readonly resolverDiffers?: true
}

/** With a first resolver that is dead (2.5 s), a second one still has its turn. */
const resolverMs = 3_000
/** Four round trips of the kind above on most days. Both together are what a look at names may take. */
const confirmationMs = 2_000

/**
 * What a name has of one type. Fails `name-not-found` and `no-data` only where the zone's own name servers say so as
 * well; a resolver alone that does not find it has only failed (`lookup-failed`), as have one that is silent and one that
 * refuses. Takes at most 5 s.
 */
export async function lookUp(line: Line, name: string, type: RecordType): Promise<Outcome<Found>> {
  const reply = await line.ask({ name, type, ms: resolverMs })
  if (!reply.ok) return isDenial(reply) ? confirmed(line, name, type) : reply
  const { answers, authentic } = reply.value
  const data = answers.filter((answer) => answer.type === type).map((answer) => answer.data)
  const aliases = answers.filter((answer) => answer.type === 'CNAME' && type !== 'CNAME').map((answer) => answer.data)
  return data.length === 0 ? confirmed(line, name, type) : success({ data, aliases, authentic })
}

async function confirmed(line: Line, name: string, type: RecordType): Promise<Outcome<Found>> {
  const own = await lookUpWithAuthority(line.within(confirmationMs), name, type)
  if (own.ok) return success({ ...own.value, authentic: false, resolverDiffers: true })
  if (isDenial(own)) return own
  const why = own.detail ?? own.failure
  return failed(
    'lookup-failed',
    `the resolver finds nothing, and the zone's own name servers do not confirm it: ${why}`,
  )
}
