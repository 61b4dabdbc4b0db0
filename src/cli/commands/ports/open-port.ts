import type { NotedChange, TableEntry } from '../../../core/journal.ts'
import type { Line } from '../../../core/line.ts'
import { sameAddress } from '../../../protocols/addresses.ts'
import { hasLapsed } from '../../../protocols/router/lease-left.ts'
import { openMapping } from '../../../protocols/router/open-mapping.ts'
import type { HeldMapping, WantedMapping } from '../../../protocols/router/opening.ts'
import { renewMapping } from '../../../protocols/router/renew-mapping.ts'
import type { RouterMet } from '../../../protocols/router/router-met.ts'
import type { RouterMetV6 } from '../../../protocols/router/router-met-v6.ts'
import type { MayReplace } from './may-replace.ts'
import type { PortEnded } from './port-ended.ts'
import type { PortsAsked } from './ports-asked.ts'

export interface PortAsked extends Pick<PortsAsked, 'leaseS' | 'speech'> {
  readonly external: number
  readonly internal: WantedMapping['internal']
}

/**
 * Opens one port; lets one that we have opened before last anew; and takes one that another machine has only where
 * `mayReplace` says so of that very owner.
 */
export async function openPort(
  line: Line,
  met: RouterMet | RouterMetV6,
  { external, internal, leaseS, speech }: PortAsked,
  mayReplace: MayReplace,
): Promise<PortEnded> {
  const wanted: WantedMapping = { external, internal, leaseS, replace: false, permanentIfNeeded: false }
  const ours = await heldAlready(line, met, wanted)
  const renewal = ours && (await renewMapping(line, met, ours, wanted))
  if (renewal?.kind === 'renewed')
    return { external, internal, ended: { kind: 'renewed', held: renewal.held }, attempts: [] }

  const first = await openMapping(line, met, wanted, speech)
  const owner = first.opening.kind === 'conflict' ? first.opening.owner : undefined
  if (owner === undefined || !(await mayReplace(external, owner)))
    return { external, internal, ended: first.opening, attempts: first.attempts }

  // While the user was thinking, the port may have got another owner, whom nobody has agreed to.
  const again = await openMapping(line, met, wanted, speech)
  const now = again.opening.kind === 'conflict' ? again.opening.owner : undefined
  if (now === undefined || !isSame(now, owner))
    return { external, internal, ended: again.opening, attempts: again.attempts }
  const { opening, attempts } = await openMapping(line, met, { ...wanted, replace: true }, speech)
  return { external, internal, ended: opening, attempts, agreed: owner }
}

/** Whether both are one rule, of which some time has gone by. */
function isSame(one: TableEntry, other: TableEntry): boolean {
  return JSON.stringify({ ...one, leaseS: 0 }) === JSON.stringify({ ...other, leaseS: 0 })
}

/** The same port, as we have it from this router by our notes. */
async function heldAlready(
  line: Line,
  { place }: RouterMet | RouterMetV6,
  { external, internal }: WantedMapping,
): Promise<HeldMapping | undefined> {
  const notes = await line.journal.unended()
  const noted = (notes.ok ? notes.value : []).findLast(
    ({ change }) =>
      change.router === place.address &&
      change.family === place.family &&
      change.external === external &&
      change.internal.port === internal.port &&
      sameAddress(change.internal.address, internal.address) &&
      !hasLapsed(change, line.clock.now()),
  )
  return noted && heldOf(noted)
}

function heldOf({ id, change }: NotedChange): HeldMapping {
  const { speech, external, internal, leaseS, nonce, pinhole } = change
  return {
    id,
    speech,
    external,
    internal,
    leaseS,
    ...(nonce !== undefined && { nonce }),
    ...(pinhole !== undefined && { pinhole }),
  }
}
