import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import type { Address } from '../../core/mark.ts'
import { callAction } from '../igd/call-action.ts'
import { externalAddress } from '../igd/external-address.ts'
import type { ActionOutcome } from '../igd/igd.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { boxUrl } from './box-url.ts'
import { addressAction, prefixAction } from './fritz-ipv6.ts'

/** What a FRITZ!Box says of its line. Absent is what it does not have. */
export interface FritzBoxWan {
  /** Its IPv4 address outside. Where it has IPv6 alone, IPv4 comes through a tunnel of its provider's (DS-Lite), if at all. */
  readonly v4?: Address
  readonly v6?: Address
  /** The IPv6 prefix of the house: `2001:db8:1:2200::/56` */
  readonly prefix?: Address
}

/** Where every FRITZ!Box has its UPnP, while that is switched on. */
const port = 49_000
const path = '/igdupnp/control/WANIPConn1'
/** UPnP Device Architecture 1.0 §3.2.2, "Invalid Action": who does not know AVM's own is another router. */
const invalidAction = 401

/**
 * What a FRITZ!Box says over UPnP, where it asks for no password, of its IPv6 and of its IPv4.
 *
 * The actions are AVM's own; gethomepage/homepage#4778 (2025-02) shows both, and the empty IPv4 address that a box has
 * behind DS-Lite. Fails `malformed` where the router is none.
 */
export async function readFritzBox(line: Line, place: RouterPlace): Promise<Outcome<FritzBoxWan>> {
  const service = { type: 'urn:schemas-upnp-org:service:WANIPConnection:1', url: boxUrl(place, path, port) }
  const prefix = had(await callAction(line, place, service, prefixAction))
  if (!prefix.ok) return prefix
  const [v6, v4] = await Promise.all([
    callAction(line, place, service, addressAction).then(had),
    externalAddress(line, place, service).then(had),
  ])
  if (!v6.ok) return v6
  if (!v4.ok) return v4
  return success({
    ...(v4.value !== undefined && { v4: v4.value }),
    ...(v6.value !== undefined && { v6: v6.value }),
    ...(prefix.value !== undefined && { prefix: prefix.value }),
  })
}

/** A box that knows the question, and has no answer to it, has nothing. */
function had<T>(outcome: ActionOutcome<T | undefined>): Outcome<T | undefined> {
  if (outcome.kind === 'done') return success(outcome.value)
  if (outcome.kind === 'failed') return failed(outcome.failure)
  return outcome.code === invalidAction ? failed('malformed', 'not a FRITZ!Box') : success(undefined)
}
