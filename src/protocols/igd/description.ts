import { Device, type RawDevice } from 'nat-upnp'
import { boundedText } from './bounded-text.ts'
import { elementIn, isElement, readXml, textIn } from './xml.ts'

/** What a router says of itself (UPnP Device Architecture 2.0 §2.3). */
export interface Description {
  readonly model?: string
  /** What its URLs are relative to; absent where that is the place of the description (§2.3: not to be used any more). */
  readonly urlBase?: string
  /** Of the device and of all devices within it, in their order. */
  readonly services: readonly DescribedService[]
}

export interface DescribedService {
  /** `urn:schemas-upnp-org:service:WANIPConnection:1` */
  readonly type: string
  /** As it stands there: of any length, relative or not, and not to be followed before it was led to the router. */
  readonly controlUrl: string
}

/** Real devices have up to twenty. */
const maxServices = 100

/** The description of a device, or undefined where the text is none. Never throws. */
export function readDescription(text: string): Description | undefined {
  const root = readXml(text, 'root')
  const device = elementIn(root, 'device')
  if (device === undefined) return undefined
  const model = modelOf(textIn(device, 'manufacturer'), textIn(device, 'modelName') ?? textIn(device, 'friendlyName'))
  const urlBase = textIn(root, 'URLBase')
  return {
    ...(model !== '' && { model }),
    ...(urlBase !== undefined && urlBase !== '' && { urlBase }),
    services: servicesWithin(device),
  }
}

/** Router model, with its maker where the name does not begin with it: `Huawei HG531 V1`. */
function modelOf(maker = '', name = ''): string {
  const named = name.toLowerCase().startsWith(maker.toLowerCase()) ? name : `${maker} ${name}`
  return boundedText(named.trim())
}

function servicesWithin(device: object): readonly DescribedService[] {
  return listed(device).flatMap((service) => {
    const type = textIn(service, 'serviceType')
    const controlUrl = textIn(service, 'controlURL')
    // A service without a place to speak to it at cannot be spoken to.
    return type === undefined || controlUrl === undefined || controlUrl === '' ? [] : [{ type, controlUrl }]
  })
}

/** The services of a tree of devices that the XML reader has bounded in size and depth; each may be anything. */
function listed(device: object): readonly unknown[] {
  try {
    // The URL is for what the class does besides, and does not do here: nothing is fetched by making one.
    return new Device('')
      .parseDescription({ device: device as RawDevice })
      .services.filter(isElement)
      .slice(0, maxServices)
  } catch {
    return []
  }
}
