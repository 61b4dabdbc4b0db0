import type { Line, RecordType } from '../../core/line.ts'
import { isDenial } from './is-denial.ts'

/**
 * Whether a resolver gives no answer because the signatures are wrong: with checking disabled (RFC 4035 §3.2.2) it has one,
 * and without, asked once more, it still has none. Ask only where a lookup has failed.
 */
export async function isBogus(line: Line, name: string, type: RecordType): Promise<boolean> {
  const unchecked = await line.ask({ name, type, dnssec: true, checkingDisabled: true })
  if (!unchecked.ok && !isDenial(unchecked)) return false
  const checked = await line.ask({ name, type })
  return !checked.ok && checked.failure === 'lookup-failed'
}
