import type { RouterSpec } from './router-spec.ts'

/** Where the services of the router are controlled, on the port of its description. */
export const controlPaths = { wan: '/ctl/IPConn', firewall: '/ctl/IP6FCtl' } as const

export const firewallType = 'urn:schemas-upnp-org:service:WANIPv6FirewallControl:1'

export function wanTypeOf({ upnp }: RouterSpec): string {
  return `urn:schemas-upnp-org:service:WANIPConnection:${upnp === 'igd2' ? 2 : 1}`
}

/** What the router says of itself where it has announced a description (UPnP Device Architecture 2.0 §2.3). */
export function description(spec: RouterSpec): string {
  if (spec.upnp === 'html') return '<!DOCTYPE html><html><body><form>Password: <input name="p"></form></body></html>\n'
  const version = spec.upnp === 'igd2' ? 2 : 1
  const connection = [
    ...(spec.upnp === 'no-service' ? [] : [service(wanTypeOf(spec), controlPaths.wan)]),
    ...(spec.pinholes === undefined ? [] : [service(firewallType, controlPaths.firewall)]),
  ]
  const layer3 = service('urn:schemas-upnp-org:service:Layer3Forwarding:1', '/ctl/L3F')
  const inner = device('WANConnectionDevice', version, connection, '')
  const wan = device('WANDevice', version, [], inner)
  const whole = device('InternetGatewayDevice', version, [layer3], wan)
  return `<?xml version="1.0"?>\n<root xmlns="urn:schemas-upnp-org:device-1-0"><specVersion><major>1</major><minor>1</minor></specVersion>${whole}</root>\n`
}

function device(name: string, version: number, services: readonly string[], within: string): string {
  return (
    `<device><deviceType>urn:schemas-upnp-org:device:${name}:${version}</deviceType>` +
    '<friendlyName>Router of the demo</friendlyName><manufacturer>Demo</manufacturer><modelName>Router 1</modelName>' +
    `<UDN>uuid:demo-${name}</UDN>` +
    (services.length === 0 ? '' : `<serviceList>${services.join('')}</serviceList>`) +
    (within === '' ? '' : `<deviceList>${within}</deviceList>`) +
    '</device>'
  )
}

function service(type: string, controlUrl: string): string {
  const id = type.split(':')[3] ?? ''
  return (
    `<service><serviceType>${type}</serviceType><serviceId>urn:upnp-org:serviceId:${id}1</serviceId>` +
    `<controlURL>${controlUrl}</controlURL><eventSubURL>/evt/${id}</eventSubURL><SCPDURL>/${id}.xml</SCPDURL></service>`
  )
}
