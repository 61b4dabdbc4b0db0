import type { Failure } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import { isDenial } from '../dns/is-denial.ts'
import { lookUp } from '../dns/look-up.ts'
import { type DmarcRecord, isDmarc, readDmarc } from './read-dmarc.ts'
import { treeNames } from './tree-names.ts'

/** What one name of the walk has at `_dmarc.<name>`. */
export interface Visit {
  readonly name: string
  /** Why that is not known. */
  readonly failure?: Failure
  /** Those that are DMARC's. Two are none (RFC 9989 §4.10). */
  readonly texts: readonly string[]
  /** Where there are none: the first that is nearly one. */
  readonly nearly?: string
  readonly record?: DmarcRecord
}

export async function visit(line: Line, name: string): Promise<Visit> {
  const found = await lookUp(line, `_dmarc.${name}`, 'TXT')
  if (!found.ok) return isDenial(found) ? { name, texts: [] } : { name, failure: found.failure, texts: [] }
  const texts = found.value.data.filter(isDmarc)
  const [only, another] = texts
  if (only === undefined) {
    const nearly = found.value.data.find(isNearly)
    return nearly === undefined ? { name, texts } : { name, texts, nearly }
  }
  const record = another === undefined ? readDmarc(only) : undefined
  return record === undefined ? { name, texts } : { name, texts, record }
}

/**
 * Walks up from a domain (RFC 9989 §4.10), or goes on with a walk whose first step is known. All names above are asked for
 * at once, for each may take seconds; what lies above a record that ends the walk is left out of the result.
 */
export async function walkTree(line: Line, domain: string, first?: Visit): Promise<readonly Visit[]> {
  const [own = domain, ...above] = treeNames(domain)
  const start = first ?? (await visit(line, own))
  if (ends(start)) return [start]
  const visits = [start, ...(await Promise.all(above.map((name) => visit(line, name))))]
  const last = visits.findIndex(ends)
  return last < 0 ? visits : visits.slice(0, last + 1)
}

/**
 * Of a whole walk, the domain that all names of one organisation share (RFC 9989 §4.10.2). Without any record it is the one
 * that the walk began with.
 */
export function organisationOf(visits: readonly Visit[]): string | undefined {
  const [start] = visits
  const last = visits.at(-1)
  if (last?.record?.psd === 'n') return last.name
  // A public suffix: the organisation is one label below it, unless the walk began there.
  if (last?.record?.psd === 'y') return visits.at(-2)?.name ?? last.name
  return visits.findLast(({ record }) => record !== undefined)?.name ?? start?.name
}

function ends({ record }: Visit): boolean {
  return record !== undefined && record.psd !== 'u'
}

function isNearly(text: string): boolean {
  return /^["'\s]*v\s{0,8}=\s{0,8}dmarc/i.test(text.slice(0, 64))
}
