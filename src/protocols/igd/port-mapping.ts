import { success } from '../../core/failure.ts'
import type { Endpoint, Line } from '../../core/line.ts'
import { familyOf } from '../addresses.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { callAction } from './call-action.ts'
import type { ActionOutcome, IgdService } from './igd.ts'
import { portNumber, wholeNumber } from './whole-number.ts'

export interface PortMapping {
  readonly external: number
  /** IPv4. */
  readonly internal: Endpoint
  /** Seconds; 0: for ever, or as long as the router thinks right (a week in IGD:2). */
  readonly leaseS: number
  /** One that is switched off leads nowhere; on unless told. */
  readonly enabled?: boolean
  /** For whoever reads the router's table: up to 60 characters of ASCII, for some routers cut or refuse others. */
  readonly description: string
}

/**
 * Leads a TCP port of the router to a machine, for callers from anywhere: a remote host is accepted by some routers and
 * then not enforced, so none is ever given. Done means only that the router says so; `specificEntry` tells whether it did.
 */
export async function addPortMapping(
  line: Line,
  place: RouterPlace,
  service: IgdService,
  { external, internal, leaseS, enabled = true, description }: PortMapping,
  ms?: number,
): Promise<ActionOutcome<void>> {
  if (familyOf(internal.address) !== 'v4') throw new RangeError(`IPv4 alone is mapped: ${internal.address}`)
  if (!/^[ -~]{1,60}$/.test(description)) throw new RangeError('a description is 1 to 60 characters of ASCII')
  return callAction(
    line,
    place,
    service,
    {
      name: 'AddPortMapping',
      values: [
        ['NewRemoteHost', ''],
        ['NewExternalPort', portNumber(external)],
        ['NewProtocol', 'TCP'],
        ['NewInternalPort', portNumber(internal.port)],
        ['NewInternalClient', internal.address],
        ['NewEnabled', enabled ? 1 : 0],
        ['NewPortMappingDescription', description],
        ['NewLeaseDuration', wholeNumber('a lease', leaseS, 0, 2 ** 32 - 1)],
      ],
      read: () => success(undefined),
    },
    ms,
  )
}

/** Takes the mapping of a TCP port back. */
export async function deletePortMapping(
  line: Line,
  place: RouterPlace,
  service: IgdService,
  externalPort: number,
  ms?: number,
): Promise<ActionOutcome<void>> {
  return callAction(
    line,
    place,
    service,
    {
      name: 'DeletePortMapping',
      values: [
        ['NewRemoteHost', ''],
        ['NewExternalPort', portNumber(externalPort)],
        ['NewProtocol', 'TCP'],
      ],
      read: () => success(undefined),
    },
    ms,
  )
}
