import { withoutBlanks } from '../without-blanks.ts'

/** What a policy says (RFC 8461 §3.2). */
export interface MtaStsPolicy {
  readonly mode: 'enforce' | 'testing' | 'none'
  /** For how long senders keep it, in seconds. */
  readonly maxAgeS: number
  /** Who may take mail for the domain: host names in lower case, or `*.` and the rest of them. */
  readonly mx: readonly string[]
}

export interface PolicyFlaw {
  readonly flaw:
    | 'empty'
    | 'too-long'
    | 'byte-order-mark'
    | 'empty-line'
    | 'no-field'
    | 'wrong-version'
    | 'wrong-mode'
    | 'wrong-max-age'
    | 'wrong-mx'
    | 'no-version'
    | 'no-mode'
    | 'no-max-age'
    | 'no-mx'
  /** Of the file, the first one is 1. */
  readonly line?: number
}

/** RFC 8461 §3.3: what senders take at most. */
export const policyBytes = 64 * 1024
/** RFC 8461 §3.2, a little over a year. */
const maxAgeS = 31_557_600
/** RFC 5321 §4.1.2 `Domain`, which is what §3.2 asks for: no underscore, no final dot, no other letters. */
const domain = /^(?=.{1,255}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/

/** Reads the policy file as the strictest of senders does: whatever is against the grammar makes it none. */
export function readPolicy(text: string): MtaStsPolicy | PolicyFlaw {
  if (text === '') return { flaw: 'empty' }
  if (text.length > policyBytes) return { flaw: 'too-long' }
  if (text.startsWith('\ufeff')) return { flaw: 'byte-order-mark' }
  // §3.2 sts-policy-term: LF or CRLF, and none need follow the last line.
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()

  let version = false
  let mode: MtaStsPolicy['mode'] | undefined
  let age: number | undefined
  const mx: string[] = []
  for (const [index, whole] of lines.entries()) {
    const line = index + 1
    if (withoutBlanks(whole) === '') return { flaw: 'empty-line', line }
    const field = readField(whole)
    if (field === undefined) return { flaw: 'no-field', line }
    const { name, value } = field
    // §3.2: but for mx, the first of several counts. Other names are for later versions of the standard, and ignored.
    if (name === 'version' && !version) {
      if (value !== 'STSv1') return { flaw: 'wrong-version', line }
      version = true
    } else if (name === 'mode' && mode === undefined) {
      if (value !== 'enforce' && value !== 'testing' && value !== 'none') return { flaw: 'wrong-mode', line }
      mode = value
    } else if (name === 'max_age' && age === undefined) {
      if (!/^\d{1,10}$/.test(value) || Number(value) > maxAgeS) return { flaw: 'wrong-max-age', line }
      age = Number(value)
    } else if (name === 'mx') {
      const host = value.toLowerCase()
      if (!domain.test(host.replace(/^\*\./, ''))) return { flaw: 'wrong-mx', line }
      mx.push(host)
    }
  }
  if (!version) return { flaw: 'no-version' }
  if (mode === undefined) return { flaw: 'no-mode' }
  if (age === undefined) return { flaw: 'no-max-age' }
  // A policy that ends all policies needs no hosts.
  if (mx.length === 0 && mode !== 'none') return { flaw: 'no-mx' }
  return { mode, maxAgeS: age, mx }
}

/** `name: value`; blanks may follow the colon and the value, and stand nowhere else. */
function readField(line: string): { readonly name: string; readonly value: string } | undefined {
  const colon = line.indexOf(':')
  const name = line.slice(0, Math.max(0, colon))
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/.test(name)) return undefined
  const value = withoutBlanks(line.slice(colon + 1))
  // §3.2 sts-policy-vchar: printable ASCII and UTF-8. A lone CR is neither.
  return value === '' || /\p{Cc}/u.test(value) ? undefined : { name, value }
}
