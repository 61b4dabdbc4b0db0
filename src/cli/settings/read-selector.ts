import { type Reading, right, wrong } from './reading.ts'

/** With `_domainkey` and a domain behind it, it is still to fit into a name (RFC 1035 §2.3.4). */
const longest = 128

/** A selector of DKIM, in lower case: labels as RFC 6376 §3.1 has them, or with the underscores that some providers use. */
export function readSelector(text: string): Reading<string> {
  const labels = text.split('.')
  return text.length <= longest && labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label))
    ? right(text.toLowerCase())
    : wrong('a selector of DKIM, such as 2026 (the s= of a signature)')
}
