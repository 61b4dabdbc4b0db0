import type { Place, WorldSpec } from '../spec.ts'
import { boxPage } from './box-page.ts'
import { captivePortal } from './captive-portal.ts'
import { globalping } from './globalping.ts'
import { overlay } from './overlay.ts'
import { hairpin } from './hairpin.ts'
import type { PlacePlan, Programs } from './plan.ts'
import { portMapping } from './port-mapping.ts'
import { probeAdditions } from './probe-additions.ts'
import { publicWitnesses } from './public-witnesses.ts'
import { takenNameServers } from './taken-name-servers.ts'
import { renumbering } from './renumbering.ts'
import { secondUplink } from './second-uplink.ts'
import { stunBlock } from './stun-block.ts'
import { temporaryAddress } from './temporary-address.ts'
import { vpnAdditions } from './vpn.ts'

/** What a word of the spec adds to places that are there without it. */
export type Additions = Partial<Record<Place, Partial<Omit<PlacePlan, 'name'>>>>

const topics: readonly ((spec: WorldSpec, programs: Programs) => Additions)[] = [
  vpnAdditions,
  overlay,
  secondUplink,
  temporaryAddress,
  renumbering,
  captivePortal,
  stunBlock,
  probeAdditions,
  portMapping,
  hairpin,
  publicWitnesses,
  takenNameServers,
  globalping,
  boxPage,
]

/** The places with all that their world adds to them, each addition after what was there before. */
export function withAdditions(places: readonly PlacePlan[], spec: WorldSpec, programs: Programs): PlacePlan[] {
  const all = topics.map((topic) => topic(spec, programs))
  return places.map((place) => all.reduce((before, additions) => joined(before, additions[place.name]), place))
}

function joined(place: PlacePlan, more: Partial<PlacePlan> = {}): PlacePlan {
  return {
    name: place.name,
    sysctls: [...place.sysctls, ...(more.sysctls ?? [])],
    ip: [...place.ip, ...(more.ip ?? [])],
    ipLast: [...place.ipLast, ...(more.ipLast ?? [])],
    nft: place.nft + (more.nft ?? ''),
    files: [...place.files, ...(more.files ?? [])],
    daemons: [...place.daemons, ...(more.daemons ?? [])],
  }
}
