import type { Line } from '../../core/line.ts'
import type { IgdService } from '../igd/igd.ts'
import { addPortMapping, deletePortMapping } from '../igd/port-mapping.ts'
import { descriptionOf } from './description-of.ts'
import type { RouterMet } from './router-met.ts'
import type { Refusal, Tongue } from './tongue.ts'
import { wanIsPublic } from './wan-is-public.ts'

/** NoSuchEntryInArray */
const noSuchEntry = 714

/** The service of a UPnP router that maps ports (WANIPConnection, WANPPPConnection). */
export function speakUpnp(line: Line, met: RouterMet, service: IgdService): Tongue {
  const { place } = met
  return {
    // Never AddAnyPortMapping: another port is of no use to mail.
    async ask({ external, internal, leaseS }) {
      const description = descriptionOf(external)
      const ended = await addPortMapping(line, place, service, { external, internal, leaseS, description })
      if (ended.kind === 'done') return { kind: 'granted', external, leaseS }
      if (ended.kind === 'failed') return { kind: 'unanswered', failure: ended.failure }
      const { code, says } = ended
      return { kind: 'refused', why: reasonOf(code, leaseS, wanIsPublic(met)), code, says }
    },
    async withdraw({ external }) {
      const ended = await deletePortMapping(line, place, service, external)
      if (ended.kind === 'failed') return { kind: 'unanswered', failure: ended.failure }
      if (ended.kind === 'fault' && ended.code !== noSuchEntry) return { kind: 'refused', code: ended.code }
      return { kind: 'agreed' }
    },
  }
}

function reasonOf(code: number, leaseS: number, hasPublicWan: boolean | undefined): Refusal['why'] {
  switch (code) {
    // Action Failed: what a router says that has nothing to map from.
    case 501:
      return hasPublicWan === false ? 'no-wan' : 'other'
    // Action Not Authorized
    case 606:
      return 'forbidden'
    // ConflictInMappingEntry, ConflictWithOtherMechanisms
    case 718:
    case 729:
      return 'taken'
    // SamePortValuesRequired
    case 724:
      return 'same-port-only'
    // Invalid Args: so some routers refuse every lease that is not 0.
    case 402:
      return leaseS === 0 ? 'other' : 'permanent-only'
    // OnlyPermanentLeasesSupported
    case 725:
      return 'permanent-only'
    default:
      return 'other'
  }
}
