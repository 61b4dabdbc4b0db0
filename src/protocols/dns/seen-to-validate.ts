import type { Endpoint, Line } from '../../core/line.ts'

/** Names whose signatures are known to be good, or to be bad. */
export interface KnownSignatures {
  readonly signed: string
  readonly bogus: string
}

/**
 * `yes`: it says of the good name that it has checked it (AD), keeps the bad one back, and gives it out unchecked where it
 * is told to (CD). `silently`: the same without AD, as forwarders in routers are that ask somebody who checks. `no`: it gives
 * out the bad one. `unknown`: it does not answer enough to tell.
 */
export type Validates = 'yes' | 'silently' | 'no' | 'unknown'

/** Resolvers ask several servers before they give a name up for bad: 2.8 s in the example of the BIND manual. */
const ms = 4_000

/**
 * Whether a resolver checks signatures (RFC 4035 §3.2): the system's, or the one told. That it says so is no evidence alone:
 * some forwarders set AD on whatever they pass on.
 */
export async function seenToValidate(
  line: Line,
  { signed, bogus }: KnownSignatures,
  server?: Endpoint,
): Promise<Validates> {
  const at = server === undefined ? {} : { server }
  const [good, bad, unchecked] = await Promise.all([
    line.ask({ name: signed, type: 'A', dnssec: true, ms, ...at }),
    line.ask({ name: bogus, type: 'A', ms, ...at }),
    line.ask({ name: bogus, type: 'A', checkingDisabled: true, ms, ...at }),
  ])
  if (bad.ok) return 'no'
  if (!good.ok || bad.failure !== 'lookup-failed' || !unchecked.ok) return 'unknown'
  return good.value.authentic ? 'yes' : 'silently'
}
