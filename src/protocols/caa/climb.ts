import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import { isDenial } from '../dns/is-denial.ts'
import { labelsOf } from '../dns/labels-of.ts'
import { lookUp } from '../dns/look-up.ts'

export interface CaaFound {
  /** The name that has them: the one that was asked for, or the nearest above it. */
  readonly at: string
  readonly data: readonly string[]
}

/** Names of mail hosts have three or four labels. Each costs a question. */
const mostNames = 8

/**
 * The CAA records that count for a name: its own, or those of the nearest name above that has some (RFC 8659 §3). All are
 * asked for at once. Fails `no-data` where nobody has any, and as the lookup does where one below the first that has some
 * could not be asked: an authority makes no certificate then either.
 */
export async function climb(line: Line, name: string): Promise<Outcome<CaaFound>> {
  const labels = labelsOf(name.toLowerCase())
  const names = labels.map((_, index) => labels.slice(index).join('.')).slice(0, mostNames)
  const found = await Promise.all(names.map((each) => lookUp(line, each, 'CAA')))
  const first = found.findIndex((each) => !isDenial(each))
  const [at, outcome] = [names[first], found[first]]
  if (at === undefined || outcome === undefined) return failed('no-data')
  return outcome.ok ? success({ at, data: outcome.value.data }) : outcome
}
