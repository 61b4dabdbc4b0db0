import type { Line } from '../../../core/line.ts'
import { labelsOf } from '../../../protocols/dns/labels-of.ts'
import { zoneOf } from '../../../protocols/dns/zone-of.ts'

/**
 * The zone that the records of a domain are typed into: the domain's own, or the one above that it is a part of. The domain
 * itself where that is not known, or where it does not exist: what is above it then may be anybody's, such as `co.uk`.
 */
export async function zoneToEdit(line: Line, domain: string): Promise<string> {
  const [zone, itself] = await Promise.all([zoneOf(line, domain), line.ask({ name: domain, type: 'MX' })])
  const exists = itself.ok || itself.failure === 'no-data'
  // A top level is never one's own.
  return zone.ok && exists && labelsOf(zone.value.name).length > 1 ? zone.value.name : domain
}
