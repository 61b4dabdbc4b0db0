import type { Fault } from '../../router-spec.ts'

export interface Asked {
  readonly path: string
  /** The header SOAPAction, where there is one: `"urn:schemas-upnp-org:service:WANIPConnection:1#AddPortMapping"`. */
  readonly soapAction?: string
  readonly body: string
}

/** Passed on, with its answer changed or not; answered here; or never answered. */
export type Fate =
  | { readonly kind: 'pass'; readonly rewrite?: (body: string) => string }
  | { readonly kind: 'answer'; readonly status: 200 | 500; readonly type: string; readonly body: string }
  | { readonly kind: 'silence' }

const xml = 'text/xml; charset="utf-8"'
const pass: Fate = { kind: 'pass' }

/** What a router with this fault makes of a request. */
export function fateOf(fault: Fault, asked: Asked): Fate {
  const [, service = '', action = ''] = /^"?([^"#]+)#(\w+)"?$/.exec(asked.soapAction ?? '') ?? []
  const isDescription = action === '' && asked.path.endsWith('.xml')
  const adds = action === 'AddPortMapping' || action === 'AddAnyPortMapping'
  switch (fault) {
    case 'html-description':
      return isDescription ? { kind: 'answer', status: 200, type: 'text/html', body: page } : pass
    case 'no-service-description':
      return isDescription ? { kind: 'answer', status: 200, type: xml, body: device } : pass
    case 'deaf':
      return action === '' ? pass : { kind: 'silence' }
    case 'keeps':
      return action.startsWith('DeletePortMapping') ? success(service, action) : pass
    case 'says-yes':
      return adds ? success(service, action) : pass
    case 'forbids':
      return adds ? refusal(606, 'Action not authorized') : pass
    case 'always-conflicts':
      return adds ? refusal(718, 'ConflictInMappingEntry') : pass
    case 'same-port-only':
      return adds && value(asked, 'NewExternalPort') !== value(asked, 'NewInternalPort')
        ? refusal(724, 'SamePortValuesRequired')
        : pass
    case 'permanent-only':
      return permanentOnly(asked, action, adds, refusal(725, 'OnlyPermanentLeasesSupported'))
    case 'permanent-only-402':
      return permanentOnly(asked, action, adds, refusal(402, 'Invalid Args'))
  }
}

/** miniupnpd gives what never ends a week. A router that knows no end tells of none either. */
function permanentOnly(asked: Asked, action: string, adds: boolean, refused: Fate): Fate {
  if (adds) return value(asked, 'NewLeaseDuration') === '0' ? pass : refused
  if (!/^Get\w+PortMappingEntry$/.test(action)) return pass
  return { kind: 'pass', rewrite: (body) => body.replace(/(<NewLeaseDuration>)\d+/, '$10') }
}

function value({ body }: Asked, name: string): string | undefined {
  return new RegExp(`<${name}[^>]*>\\s*([^<]*?)\\s*</`).exec(body)?.[1]
}

function success(service: string, action: string): Fate {
  return { kind: 'answer', status: 200, type: xml, body: envelope(`<u:${action}Response xmlns:u="${service}"/>`) }
}

/** UPnP Device Architecture 1.1 §3.2.5. */
function refusal(code: number, words: string): Fate {
  const error = `<UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>${code}</errorCode><errorDescription>${words}</errorDescription></UPnPError>`
  const fault = `<s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail>${error}</detail></s:Fault>`
  return { kind: 'answer', status: 500, type: xml, body: envelope(fault) }
}

function envelope(inner: string): string {
  return `<?xml version="1.0"?>\r\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>${inner}</s:Body></s:Envelope>\r\n`
}

const page = '<!doctype html><title>Router</title><form><input type="password"><button>Log in</button></form>\n'

const device = `<?xml version="1.0"?>
<root xmlns="urn:schemas-upnp-org:device-1-0"><specVersion><major>1</major><minor>0</minor></specVersion>
<device><deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType>
<friendlyName>Router</friendlyName><manufacturer>Somebody</manufacturer><modelName>Box</modelName>
<UDN>uuid:5f0e6b1e-9a53-4c4e-8a1d-0d2b7c3f4a10</UDN></device></root>
`
