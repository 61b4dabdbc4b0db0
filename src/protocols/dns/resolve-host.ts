import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Family, Line } from '../../core/line.ts'
import { familyOf } from '../addresses.ts'

/** The first address of a family that `host` has; a literal is its own. Fails `no-data` where it has none. */
export async function resolveHost(line: Line, family: Family, host: string): Promise<Outcome<string>> {
  const literal = familyOf(host)
  if (literal !== undefined) return literal === family ? success(host) : failed('no-data')
  const type = family === 'v4' ? 'A' : 'AAAA'
  const reply = await line.ask({ name: host, type })
  if (!reply.ok) return reply
  const record = reply.value.answers.find((answer) => answer.type === type)
  return record === undefined ? failed('no-data') : success(record.data)
}
