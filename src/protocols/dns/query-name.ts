import { failed, type Outcome, success } from '../../core/failure.ts'

/** RFC 1035 §2.3.4. */
const maxLabelBytes = 63
/** RFC 1035 §2.3.4, length octets and the root included. */
const maxWireBytes = 255

/**
 * A name as it may be asked for: without the final dot, every label 1 to 63 bytes, 255 in all; `.` is the root.
 *
 * dns-packet writes whatever it is given: a label of 64 bytes becomes a reserved label type, a longer one a pointer,
 * an empty one ends the name early. So the name is judged before it gets there. Fails `malformed`, also for anything
 * but printable ASCII (an international name is asked for in its A-label form) and for escapes.
 */
export function queryName(name: string): Outcome<string> {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name
  if (name === '.') return success('.')
  if (bare === '') return failed('malformed', 'an empty name')
  if (!/^[!-[\]-~]+$/.test(bare)) return failed('malformed', 'a name may only have printable ASCII')
  const labels = bare.split('.')
  if (labels.some((label) => label.length < 1 || label.length > maxLabelBytes)) {
    return failed('malformed', `a label must have 1 to ${maxLabelBytes} bytes`)
  }
  // One length octet before every label, one for the root.
  if (bare.length + 2 > maxWireBytes) return failed('malformed', `a name must not exceed ${maxWireBytes} bytes`)
  return success(bare)
}
