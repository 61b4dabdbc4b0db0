import type { RouterSpec } from './router-spec.ts'

/**
 * What a router says to an M-SEARCH (UPnP Device Architecture 2.0 §1.3.3), one datagram each; undefined where it is none.
 * Of its services it says nothing: whoever searches for those has to search for the device.
 */
export function answerSearch(
  datagram: Buffer,
  upnp: RouterSpec['upnp'],
  location: string,
): readonly string[] | undefined {
  const [start, ...lines] = datagram.toString('latin1').split('\r\n')
  const field = (name: string) =>
    lines.find((line) => line.toUpperCase().startsWith(`${name}:`))?.slice(name.length + 1)
  // §1.3.2: the quotes belong to it.
  if (start !== 'M-SEARCH * HTTP/1.1' || field('MAN')?.trim() !== '"ssdp:discover"') return undefined
  const wanted = field('ST')?.trim() ?? ''
  return typesOf(upnp)
    .filter((type) => wanted === type || wanted === 'ssdp:all')
    .map((type) => reply(type, location))
}

const device = 'urn:schemas-upnp-org:device:InternetGatewayDevice'

function typesOf(upnp: RouterSpec['upnp']): readonly string[] {
  if (upnp === undefined) return []
  // §1.3.2: one of a higher version answers for the lower ones too.
  return ['upnp:rootdevice', `${device}:1`, ...(upnp === 'igd2' ? [`${device}:2`] : [])]
}

function reply(type: string, location: string): string {
  const fields = [
    'HTTP/1.1 200 OK',
    'CACHE-CONTROL: max-age=120',
    `ST: ${type}`,
    `USN: uuid:demo-InternetGatewayDevice::${type}`,
    'EXT:',
    'SERVER: Router/1.0 UPnP/1.1 Demo/1.0',
    `LOCATION: ${location}`,
  ]
  return `${fields.join('\r\n')}\r\n\r\n`
}
