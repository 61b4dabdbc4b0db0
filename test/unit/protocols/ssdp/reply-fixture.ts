/** A reply to a search, as routers send it. */
export function searchReply(fields: Readonly<Record<string, string>>, start = 'HTTP/1.1 200 OK'): Uint8Array {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
  return new TextEncoder().encode([start, ...lines, '', ''].join('\r\n'))
}

export const igd1 = 'urn:schemas-upnp-org:device:InternetGatewayDevice:1'
export const igd2 = 'urn:schemas-upnp-org:device:InternetGatewayDevice:2'

/** The reply of a gateway whose description is there. */
export function gatewayReply(location: string, type = igd1): Uint8Array {
  return searchReply({
    'CACHE-CONTROL': 'max-age=120',
    ST: type,
    USN: `uuid:0a799cee-258e-494f-be04-166755dbccab::${type}`,
    EXT: '',
    SERVER: 'Debian/12 UPnP/1.1 MiniUPnPd/2.3.1',
    LOCATION: location,
  })
}
