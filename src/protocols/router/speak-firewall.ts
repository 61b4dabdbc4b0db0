import type { RouterChange } from '../../core/journal.ts'
import type { Endpoint, Line } from '../../core/line.ts'
import type { ActionOutcome, IgdService } from '../igd/igd.ts'
import { addPinhole, deletePinhole, updatePinhole } from '../igd/ipv6-firewall.ts'
import type { RouterPlace } from './router-place.ts'
import type { Asked, Tongue, Withdrawn } from './tongue.ts'

/** NoSuchEntry */
const noSuchEntry = 704
/** Action Not Authorized, InboundPinholeNotAllowed. */
const forbidden: readonly number[] = [606, 703]
/** A day, the longest lease that the service knows. */
const maxLeaseS = 86_400
/** For a hole that is asked for to be closed. */
const shortLeaseS = 60

/** The service of a UPnP router that makes holes in its IPv6 firewall (WANIPv6FirewallControl:1). */
export interface Firewall extends Tongue {
  /** Closes the hole to a port of ours, whoever of us has made it, and in whatever language. */
  closeTo(internal: Endpoint): Promise<Withdrawn>
}

export function speakFirewall(line: Line, place: RouterPlace, service: IgdService): Firewall {
  const close = async (id: number): Promise<Withdrawn> => {
    const ended = await deletePinhole(line, place, service, id)
    return ended.kind === 'fault' && ended.code === noSuchEntry ? { kind: 'agreed' } : withdrawn(ended)
  }
  const closeTo = async (internal: Endpoint): Promise<Withdrawn> => {
    // For the same hole the router has the same id (WANIPv6FirewallControl:1 §2.5.2).
    const known = await addPinhole(line, place, service, { internal, leaseS: shortLeaseS })
    return known.kind === 'done' ? close(known.value) : withdrawn(known)
  }
  return {
    closeTo,
    async ask(change) {
      const { pinhole: id, internal, external } = change
      const leaseS = Math.min(change.leaseS, maxLeaseS)
      if (id !== undefined) {
        const updated = await updatePinhole(line, place, service, { id, leaseS })
        if (updated.kind === 'done') return { kind: 'granted', external, leaseS, pinhole: id }
        // A router that has restarted has forgotten it.
        if (updated.kind !== 'fault' || updated.code !== noSuchEntry) return notGranted(updated)
      }
      const added = await addPinhole(line, place, service, { internal, leaseS })
      return added.kind === 'done' ? { kind: 'granted', external, leaseS, pinhole: added.value } : notGranted(added)
    },
    async withdraw({ pinhole, internal }: RouterChange) {
      if (pinhole !== undefined) return close(pinhole)
      // Its id never reached us. What is refused now was refused before.
      const ended = await closeTo(internal)
      return ended.kind === 'refused' ? { kind: 'agreed' } : ended
    },
  }
}

function notGranted(ended: Exclude<ActionOutcome<unknown>, { kind: 'done' }>): Asked {
  if (ended.kind === 'failed') return { kind: 'unanswered', failure: ended.failure }
  const { code, says } = ended
  return { kind: 'refused', why: forbidden.includes(code) ? 'forbidden' : 'other', code, says }
}

function withdrawn(ended: ActionOutcome<unknown>): Withdrawn {
  if (ended.kind === 'failed') return { kind: 'unanswered', failure: ended.failure }
  return ended.kind === 'fault' ? { kind: 'refused', code: ended.code } : { kind: 'agreed' }
}
