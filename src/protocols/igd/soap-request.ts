/** Names and values of an action, in the order of its definition: some routers read them by their order. */
export type SoapArguments = readonly (readonly [name: string, value: string | number])[]

export interface SoapRequest {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What asks a service for an action (UPnP Device Architecture 1.0 §3.2.1). Values may be any text, names are ours. */
export function soapRequest(serviceType: string, action: string, values: SoapArguments): SoapRequest {
  const inner = values.map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`).join('')
  return {
    // Some routers know the name in this spelling alone, and the value only in quotes.
    headers: { 'Content-Type': 'text/xml; charset="utf-8"', SOAPAction: `"${serviceType}#${action}"` },
    body:
      '<?xml version="1.0"?>\r\n' +
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">' +
      `<s:Body><u:${action} xmlns:u="${escaped(serviceType)}">${inner}</u:${action}></s:Body></s:Envelope>\r\n`,
  }
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

function escaped(text: string): string {
  return (
    text
      // XML 1.0 §2.2: not even a reference can stand for these.
      .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
      .replace(/[&<>"']/g, (character) => references[character] ?? '')
  )
}
