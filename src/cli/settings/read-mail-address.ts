import { readHostName } from './read-host-name.ts'
import { type Reading, right, wrong } from './reading.ts'

/** RFC 5321 §4.5.3.1.1. */
const longestLocalPart = 64

/**
 * An address of mail, its domain in the form of the DNS. Only what RFC 5322 §3.2.3 calls a dot-atom stands before the @: a quoted
 * one could be taken for several addresses, or for a header.
 */
export function readMailAddress(text: string): Reading<string> {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(at, 0))
  const domain = readHostName(text.slice(at + 1))
  return domain.ok &&
    local.length <= longestLocalPart &&
    /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local)
    ? right(`${local}@${domain.value}`)
    : wrong('an address of mail, such as you@example.org')
}
