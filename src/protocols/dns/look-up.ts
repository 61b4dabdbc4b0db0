import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Line, RecordType } from '../../core/line.ts'

export interface Found {
  /** The data of each record of the type, in presentation form. */
  readonly data: readonly string[]
  /** The names that the one asked for is an alias of, in their order; the last one has the data. */
  readonly aliases: readonly string[]
  /** The resolver says that it has checked the signatures: evidence only from one that was seen to validate. */
  readonly authentic: boolean
}

/**
 * What a name has of one type. Fails `name-not-found` and `no-data` only where the zone's own name servers say so as
 * well; a resolver alone that does not find it has only failed (`lookup-failed`), as have one that is silent and one that
 * refuses.
 */
export async function lookUp(line: Line, name: string, type: RecordType): Promise<Outcome<Found>> {
  const reply = await line.ask({ name, type })
  if (!reply.ok) return reply
  const { answers, authentic } = reply.value
  const data = answers.filter((answer) => answer.type === type).map((answer) => answer.data)
  const aliases = answers.filter((answer) => answer.type === 'CNAME' && type !== 'CNAME').map((answer) => answer.data)
  return data.length === 0 ? failed('no-data') : success({ data, aliases, authentic })
}
