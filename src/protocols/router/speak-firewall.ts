import type { RouterChange } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import type { ActionOutcome, IgdService } from '../igd/igd.ts'
import { addPinhole, deletePinhole, updatePinhole } from '../igd/ipv6-firewall.ts'
import type { RouterPlace } from './router-place.ts'
import type { Asked, Tongue } from './tongue.ts'

/** NoSuchEntry */
const noSuchEntry = 704
/** Action Not Authorized, InboundPinholeNotAllowed. */
const forbidden: readonly number[] = [606, 703]
/** A day, the longest lease that the service knows. */
const maxLeaseS = 86_400
/** For a hole that is asked for to be closed. */
const shortLeaseS = 60

/** The service of a UPnP router that makes holes in its IPv6 firewall (WANIPv6FirewallControl:1). */
export function speakFirewall(line: Line, place: RouterPlace, service: IgdService): Tongue {
  const add = ({ internal }: RouterChange, leaseS: number) => addPinhole(line, place, service, { internal, leaseS })
  /** Its id never reached us: for the same hole the router has the same id (WANIPv6FirewallControl:1 §2.5.2). */
  const idOf = async (change: RouterChange) => {
    const again = await add(change, shortLeaseS)
    // What is refused now was refused before.
    if (again.kind === 'fault') return { kind: 'done' } as const
    return again.kind === 'done' ? again.value : again
  }
  return {
    async ask(change) {
      const { pinhole: id } = change
      const leaseS = Math.min(change.leaseS, maxLeaseS)
      if (id !== undefined) {
        const updated = await updatePinhole(line, place, service, { id, leaseS })
        if (updated.kind === 'done') return { kind: 'granted', external: change.external, leaseS, pinhole: id }
        // A router that has restarted has forgotten it.
        if (updated.kind !== 'fault' || updated.code !== noSuchEntry) return notGranted(updated)
      }
      const added = await add(change, leaseS)
      if (added.kind !== 'done') return notGranted(added)
      return { kind: 'granted', external: change.external, leaseS, pinhole: added.value }
    },
    async withdraw(change) {
      const id = change.pinhole === undefined ? await idOf(change) : change.pinhole
      const ended = typeof id === 'number' ? await deletePinhole(line, place, service, id) : id
      if (ended.kind === 'failed') return { kind: 'unanswered', failure: ended.failure }
      if (ended.kind === 'fault' && ended.code !== noSuchEntry) return { kind: 'refused', code: ended.code }
      return { kind: 'agreed' }
    },
  }
}

function notGranted(ended: Exclude<ActionOutcome<unknown>, { kind: 'done' }>): Asked {
  if (ended.kind === 'failed') return { kind: 'unanswered', failure: ended.failure }
  const { code, says } = ended
  return { kind: 'refused', why: forbidden.includes(code) ? 'forbidden' : 'other', code, says }
}
