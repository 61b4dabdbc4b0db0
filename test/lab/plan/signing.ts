import type { Signed } from '../names-spec.ts'
import type { WorldSpec } from '../spec.ts'
import { zoneFile, zoneFolder as folder } from './zone-files.ts'
import { parents } from './zones.ts'

/** The digest of the root's key, for whoever is to check everything below. It is written last. */
export const rootAnchor = `${folder}/root.ds`

export function isSigned({ names }: WorldSpec): boolean {
  return names?.signed !== undefined || names?.resolver === 'validating'
}

/** RFC 6605, whose keys are made in no time. */
const algorithm = 'ECDSAP256SHA256'

/**
 * A shell script that signs the zones, each before its parent, which has the digest of its key. Signatures run out, so they
 * are made as the world is raised.
 */
export function signing({ names }: WorldSpec): string {
  const how = (zone: string): Signed => {
    // Known for it.
    if (zone === 'dnssec-failed.org.') return 'badly'
    return zone === 'home.test.' ? (names?.signed ?? 'well') : 'well'
  }
  const fromLeafToRoot = [...Object.keys(parents).toReversed(), '.']
  return `cd ${folder}
${fromLeafToRoot.map((zone) => signed(zone, how(zone))).join('')}`
}

function signed(zone: string, how: Signed): string {
  if (how === 'no') return ''
  const file = zoneFile(zone)
  // Of a month's signatures the last day.
  const day = (when: string) => `"$(date -u -d '${when}' +%Y%m%d%H%M%S)"`
  const until = how === 'not-for-long' ? `-i ${day('-29 days')} -e ${day('+1 day')} ` : ''
  // The parent is told of another key than the one that signs.
  const other = how === 'badly' ? `announced=$(${newKey(zone)})\n` : ''
  const parent = (parents as Readonly<Record<string, string>>)[zone]
  return `key=$(${newKey(zone)})
announced=$key
${other}ldns-signzone ${until}-o ${zone} -f ${file}.signed ${file} $key
mv ${file}.signed ${file}
cat $announced.ds ${parent === undefined ? `> ${rootAnchor}.new\nmv ${rootAnchor}.new ${rootAnchor}` : `>> ${zoneFile(parent)}`}
`
}

function newKey(zone: string): string {
  return `ldns-keygen -a ${algorithm} -k ${zone}`
}
