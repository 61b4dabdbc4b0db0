/** An answer to an M-SEARCH that may be a router's. */
export interface SearchReply {
  /** As it was sent. */
  readonly location: string
  readonly names: Named
}

/** What a reply says is there: a gateway of IGD:2 or IGD:1, or just any device. */
export type Named = 'gateway:2' | 'gateway:1' | 'root-device'

/** What fits into one frame; real replies have 300 to 500 bytes. */
const maxBytes = 1500
/** Real replies have about ten header fields. */
const maxFields = 40

/** What only an Internet Gateway Device has, itself or within it. */
const gateway =
  /\burn:(?:schemas-upnp-org|dslforum-org):(?:device:(?:InternetGatewayDevice|WANConnectionDevice)|service:(?:WANIPConnection|WANPPPConnection|WANIPv6FirewallControl)):(\d)/i

/**
 * A reply to a search (UPnP Device Architecture 2.0 §1.3.3), or undefined: a datagram that is none, one without a place,
 * or one of a device that is no router (televisions and loudspeakers answer to `ssdp:all` as well). Never throws.
 */
export function decodeSearchReply(datagram: Uint8Array): SearchReply | undefined {
  if (datagram.length > maxBytes) return undefined
  const [start = '', ...lines] = new TextDecoder().decode(datagram).split(/\r?\n/)
  if (!/^HTTP\/1\.[01] 200\b/i.test(start)) return undefined
  const fields = readFields(lines)
  const location = fields.get('location')
  const names = namedBy(`${fields.get('st') ?? ''} ${fields.get('usn') ?? ''}`)
  return location === undefined || location === '' || names === undefined ? undefined : { location, names }
}

/** Header fields by their names in lower case: routers write them in every way. The first of a name counts. */
function readFields(lines: readonly string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const line of lines.slice(0, maxFields)) {
    if (line === '') break
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (name !== '' && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

function namedBy(types: string): Named | undefined {
  const version = gateway.exec(types)?.[1]
  if (version === undefined) return /\bupnp:rootdevice\b/i.test(types) ? 'root-device' : undefined
  // The IPv6 firewall has version 1, in gateways of IGD:2 alone.
  return version === '1' && !/:WANIPv6FirewallControl:/i.test(types) ? 'gateway:1' : 'gateway:2'
}
