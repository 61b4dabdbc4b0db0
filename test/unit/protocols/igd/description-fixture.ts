/** Descriptions as routers write them, put together after what is known of them; none is a copy of a real one. */
export interface DescribedRouter {
  readonly manufacturer?: string
  readonly modelName?: string
  readonly friendlyName?: string
  readonly urlBase?: string
  readonly version?: 1 | 2
  /** Services of the device two levels down, where a gateway has them. */
  readonly services: readonly (readonly [type: string, controlUrl: string])[]
  /** A second device of that level, as routers with two ways out have it. */
  readonly more?: readonly (readonly [type: string, controlUrl: string])[]
}

export const wanIp1 = 'urn:schemas-upnp-org:service:WANIPConnection:1'
export const wanIp2 = 'urn:schemas-upnp-org:service:WANIPConnection:2'
export const wanPpp1 = 'urn:schemas-upnp-org:service:WANPPPConnection:1'
export const dslIp1 = 'urn:dslforum-org:service:WANIPConnection:1'
export const dslPpp1 = 'urn:dslforum-org:service:WANPPPConnection:1'
export const firewall1 = 'urn:schemas-upnp-org:service:WANIPv6FirewallControl:1'
const common1 = 'urn:schemas-upnp-org:service:WANCommonInterfaceConfig:1'

export function description(router: DescribedRouter): string {
  const { version = 1, more } = router
  const device = (kind: string, inner: string, words = '') =>
    `<device><deviceType>urn:schemas-upnp-org:device:${kind}:${version}</deviceType>${words}${inner}</device>`
  const services = (list: DescribedRouter['services']) => `<serviceList>${list.map(service).join('\n')}</serviceList>`
  const within = (inner: string) => `<deviceList>${inner}</deviceList>`
  const connections = [router.services, ...(more === undefined ? [] : [more])].map((list) =>
    device('WANConnectionDevice', services(list)),
  )
  const wan = device('WANDevice', services([[common1, '/ctl/CmnIfCfg']]) + within(connections.join('\n')))
  const words = (['friendlyName', 'manufacturer', 'modelName'] as const)
    .filter((name) => router[name] !== undefined)
    .map((name) => `<${name}>${router[name]}</${name}>`)
  const base = router.urlBase === undefined ? '' : `<URLBase>${router.urlBase}</URLBase>`
  return `<?xml version="1.0"?>
<root xmlns="urn:schemas-upnp-org:device-1-0"><specVersion><major>1</major><minor>0</minor></specVersion>${base}
${device('InternetGatewayDevice', within(wan), words.join(''))}
</root>\r\n`
}

function service([type, controlUrl]: readonly [string, string]): string {
  return `<service><serviceType>${type}</serviceType><serviceId>urn:upnp-org:serviceId:X</serviceId>
<SCPDURL>/x.xml</SCPDURL><controlURL>${controlUrl}</controlURL><eventSubURL>/evt</eventSubURL></service>`
}
