/** What a service of the router is asked: an action, and its arguments in their order. */
export interface ActionCall {
  readonly service: string
  readonly action: string
  readonly values: readonly (readonly [name: string, value: string])[]
}

/** How it answers: values, or an error of UPnP. */
export type ActionAnswer =
  | { readonly values: readonly (readonly [name: string, value: string | number])[] }
  | { readonly error: number }

/** Words for the errors of the Device Architecture (§3.2.2), of WANIPConnection and of WANIPv6FirewallControl. */
const words: Readonly<Record<number, string>> = {
  401: 'Invalid Action',
  402: 'Invalid Args',
  501: 'ActionFailed',
  606: 'Action not authorized',
  703: 'InboundPinholeNotAllowed',
  704: 'NoSuchEntry',
  705: 'ProtocolNotSupported',
  706: 'InternalPortWildcardingNotAllowed',
  713: 'SpecifiedArrayIndexInvalid',
  714: 'NoSuchEntryInArray',
  716: 'WildCardNotPermittedInExtPort',
  718: 'ConflictInMappingEntry',
  724: 'SamePortValuesRequired',
  725: 'OnlyPermanentLeasesSupported',
}

/** Reads a call (UPnP Device Architecture 1.0 §3.2.1), undefined where it is none: header and body must name the same action. */
export function readCall(soapAction: string | undefined, body: string): ActionCall | undefined {
  const [, service = '', action = ''] = /^"([\w:.-]+)#(\w+)"$/.exec(soapAction ?? '') ?? []
  const element = new RegExp(`<(\\w+):${action} xmlns:\\1="([^"]*)">(.*)</\\1:${action}>`, 's').exec(body)
  if (action === '' || element === null || element[2] !== service) return undefined
  const values = [...(element[3] ?? '').matchAll(/<(\w+)>([^<]*)<\/\1>/g)]
  return { service, action, values: values.map(([, name = '', value = '']) => [name, unescaped(value)] as const) }
}

/** The answer to it as it is sent: status and body (§3.2.2). */
export function writeAnswer({ service, action }: ActionCall, answer: ActionAnswer): { status: number; body: string } {
  if ('error' in answer) {
    const { error } = answer
    const upnp = `<UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>${error}</errorCode><errorDescription>${words[error] ?? ''}</errorDescription></UPnPError>`
    const fault = `<s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail>${upnp}</detail></s:Fault>`
    return { status: 500, body: envelope(fault) }
  }
  const values = answer.values.map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`).join('')
  return { status: 200, body: envelope(`<u:${action}Response xmlns:u="${service}">${values}</u:${action}Response>`) }
}

function envelope(inner: string): string {
  return `<?xml version="1.0"?>\r\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>${inner}</s:Body></s:Envelope>\r\n`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
