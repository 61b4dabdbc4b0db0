import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Endpoint, Line } from '../../core/line.ts'
import { familyOf } from '../addresses.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { callAction } from './call-action.ts'
import type { ActionOutcome, IgdService } from './igd.ts'
import { readNumber } from './table-entry.ts'
import { portNumber, wholeNumber } from './whole-number.ts'
import { textIn, type XmlElement } from './xml.ts'

// WANIPv6FirewallControl:1. Routers open holes only for the machine that asks, at the address that it asks from: `place` is
// an IPv6 one, and the service at it (`serviceAt`).

/** Protocol number of TCP (IANA). */
const tcp = 6
/** A day, the longest that the service allows. */
const maxLeaseS = 86_400
/** An id has two bytes. */
const maxId = 65_535

export interface FirewallStatus {
  /** Off: everything comes in, and no hole is needed. */
  readonly enabled: boolean
  readonly pinholesAllowed: boolean
}

/** Whether the firewall is on, and whether it lets holes be made. */
export async function firewallStatus(
  line: Line,
  place: RouterPlace,
  service: IgdService,
  ms?: number,
): Promise<ActionOutcome<FirewallStatus>> {
  return callAction(line, place, service, { name: 'GetFirewallStatus', values: [], read: readStatus }, ms)
}

function readStatus(reply: XmlElement): Outcome<FirewallStatus> {
  const enabled = readBoolean(textIn(reply, 'FirewallEnabled'))
  const pinholesAllowed = readBoolean(textIn(reply, 'InboundPinholeAllowed'))
  if (enabled === undefined || pinholesAllowed === undefined) return failed('malformed')
  return success({ enabled, pinholesAllowed })
}

/** Written in one of three ways (UPnP Device Architecture 2.0 §2.5). */
function readBoolean(text = ''): boolean | undefined {
  return /^(1|true|yes)$/i.test(text) ? true : /^(0|false|no)$/i.test(text) ? false : undefined
}

export interface Pinhole {
  /** IPv6, ours. */
  readonly internal: Endpoint
  /** Seconds, from 1 to a day. */
  readonly leaseS: number
}

/** Makes a hole for TCP to one of our ports, for callers from anywhere. Gives its id. */
export async function addPinhole(
  line: Line,
  place: RouterPlace,
  service: IgdService,
  { internal, leaseS }: Pinhole,
  ms?: number,
): Promise<ActionOutcome<number>> {
  if (familyOf(internal.address) !== 'v6' || internal.address.includes('%')) {
    throw new RangeError(`holes are made for IPv6 addresses: ${internal.address}`)
  }
  return callAction(
    line,
    place,
    service,
    {
      name: 'AddPinhole',
      values: [
        ['RemoteHost', ''],
        ['RemotePort', 0],
        ['InternalClient', internal.address],
        ['InternalPort', portNumber(internal.port)],
        ['Protocol', tcp],
        ['LeaseTime', wholeNumber('a lease', leaseS, 1, maxLeaseS)],
      ],
      read: readId,
    },
    ms,
  )
}

function readId(reply: XmlElement): Outcome<number> {
  const id = readNumber(textIn(reply, 'UniqueID'), 0, maxId)
  return id === undefined ? failed('malformed') : success(id)
}

/** Lets a hole last for `leaseS` seconds from now, 1 to a day. */
export async function updatePinhole(
  line: Line,
  place: RouterPlace,
  service: IgdService,
  { id, leaseS }: { readonly id: number; readonly leaseS: number },
  ms?: number,
): Promise<ActionOutcome<void>> {
  return callAction(
    line,
    place,
    service,
    {
      name: 'UpdatePinhole',
      values: [
        ['UniqueID', wholeNumber('an id', id, 0, maxId)],
        ['NewLeaseTime', wholeNumber('a lease', leaseS, 1, maxLeaseS)],
      ],
      read: () => success(undefined),
    },
    ms,
  )
}

/** Closes a hole. */
export async function deletePinhole(
  line: Line,
  place: RouterPlace,
  service: IgdService,
  id: number,
  ms?: number,
): Promise<ActionOutcome<void>> {
  const values = [['UniqueID', wholeNumber('an id', id, 0, maxId)]] as const
  return callAction(line, place, service, { name: 'DeletePinhole', values, read: () => success(undefined) }, ms)
}
