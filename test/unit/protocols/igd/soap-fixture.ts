/** A response as routers send it: values in the order given, not escaped. */
export function soapResponse(action: string, values: Readonly<Record<string, string | number>> = {}): string {
  const inner = Object.entries(values).map(([name, value]) => `<${name}>${value}</${name}>`)
  return envelope(
    `<u:${action}Response xmlns:u="urn:schemas-upnp-org:service:WANIPConnection:1">${inner.join('')}</u:${action}Response>`,
  )
}

export function soapFault(code: number | string, says = 'no'): string {
  return envelope(
    `<s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail><UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>${code}</errorCode><errorDescription>${says}</errorDescription></UPnPError></detail></s:Fault>`,
  )
}

export function envelope(body: string): string {
  return `<?xml version="1.0"?>\r\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>${body}</s:Body></s:Envelope>`
}
