import type { Line } from '../../core/line.ts'
import { isDenial } from '../dns/is-denial.ts'
import { isWithin } from '../dns/is-within.ts'
import { labelsOf } from '../dns/labels-of.ts'
import { lookUp } from '../dns/look-up.ts'
import { isDmarc } from './read-dmarc.ts'
import { organisationOf, type Visit, walkTree } from './walk-tree.ts'

/** Whether somebody else who gets reports has said that they may be sent there. */
export interface ForeignReports {
  readonly to: string
  /** `unknown`: that could not be looked up. */
  readonly agreed: 'yes' | 'no' | 'unknown'
}

/**
 * Of those who get a domain's reports, the ones who are not of its own organisation, and whether they agreed: receivers send
 * them nothing unless `<domain>._report._dmarc.<them>` is a record of DMARC's (RFC 9990).
 */
export async function foreignReports(
  line: Line,
  domain: string,
  targets: readonly string[],
  first?: Visit,
): Promise<readonly ForeignReports[]> {
  const others = [...new Set(targets)].filter((to) => !isWithin(to, domain) && !isWithin(domain, to))
  const heard = others.map(async (to): Promise<readonly ForeignReports[]> => {
    const [found, related] = await Promise.all([
      lookUp(line, `${domain}._report._dmarc.${to}`, 'TXT'),
      areRelated(line, domain, to, first),
    ])
    if (related) return []
    if (found.ok) return [{ to, agreed: found.value.data.some(isDmarc) ? 'yes' : 'no' }]
    return [{ to, agreed: isDenial(found) ? 'no' : 'unknown' }]
  })
  return (await Promise.all(heard)).flat()
}

/** Whether both have one organisation above them, which only names can have that end alike. */
async function areRelated(line: Line, one: string, other: string, first?: Visit): Promise<boolean> {
  if (!endAlike(one, other)) return false
  const [own, theirs] = await Promise.all([walkTree(line, one, first), walkTree(line, other)])
  return organisationOf(own) === organisationOf(theirs)
}

/** In two labels at least: all names end in a top level. */
function endAlike(one: string, other: string): boolean {
  const [ends, others] = [one, other].map((name) => labelsOf(name.toLowerCase()).slice(-2).join('.'))
  return ends === others
}
