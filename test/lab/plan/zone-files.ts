/** Where the name server has its zones. */
export const zoneFolder = '/run/lab/nsd'

export function zoneFile(zone: string): string {
  return `${zoneFolder}/${zone === '.' ? 'root' : zone.replace(/\.$/, '')}.zone`
}
