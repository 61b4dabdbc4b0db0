import type { Announcement } from '../ssdp/announcement.ts'
import { portOf, urlAtRouter } from '../ssdp/url-at-router.ts'
import type { DescribedService, Description } from './description.ts'
import type { IgdService } from './igd.ts'

/** Services that map ports, best first. The last two are of an earlier draft, which old routers of Huawei and AVM speak. */
const wanTypes = [
  'urn:schemas-upnp-org:service:WANIPConnection:2',
  'urn:schemas-upnp-org:service:WANIPConnection:1',
  'urn:schemas-upnp-org:service:WANPPPConnection:1',
  'urn:dslforum-org:service:WANIPConnection:1',
  'urn:dslforum-org:service:WANPPPConnection:1',
]
const firewallTypes = ['urn:schemas-upnp-org:service:WANIPv6FirewallControl:1']

export interface KnownServices {
  /** Those that map ports, best first. */
  readonly wan: readonly IgdService[]
  readonly firewall?: IgdService
}

/** The services of a description that we speak, each led to the router at `address`. */
export function knownServices(description: Description, announced: Announcement, address: string): KnownServices {
  const among = (types: readonly string[]) =>
    types.flatMap((type) =>
      description.services.flatMap((service): readonly IgdService[] => {
        if (service.type.toLowerCase() !== type.toLowerCase()) return []
        const url = controlAtRouter(service, description.urlBase, announced, address)
        return url === undefined ? [] : [{ url, type: service.type }]
      }),
    )
  const [firewall] = among(firewallTypes)
  return { wan: eachOnce(among(wanTypes)), ...(firewall !== undefined && { firewall }) }
}

/**
 * Where a service is controlled. Its URL may be relative to URLBase, and that to the place of the description. A port
 * counts only with a host that the router goes by; of a URL at any other host no more than the path is kept.
 */
function controlAtRouter(
  { controlUrl }: DescribedService,
  urlBase: string | undefined,
  announced: Announcement,
  address: string,
): string | undefined {
  const { location, host } = announced
  const base = urlBase !== undefined && URL.canParse(urlBase, location) ? new URL(urlBase, location).href : location
  if (!URL.canParse(controlUrl, base)) return undefined
  const named = new URL(controlUrl, base)
  const router = new URL(location)
  const isRouter = named.protocol === 'http:' && [router.hostname, host].includes(named.hostname)
  return urlAtRouter(named, address, portOf(isRouter ? named : router))
}

function eachOnce(services: readonly IgdService[]): readonly IgdService[] {
  const first = (one: IgdService) => services.findIndex(({ url, type }) => url === one.url && type === one.type)
  return services.filter((one, index) => first(one) === index)
}
