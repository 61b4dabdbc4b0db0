import type { RouterChange, TableEntry } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import type { ActionOutcome } from '../igd/igd.ts'
import { specificEntry } from '../igd/mapping-table.ts'
import { addPortMapping } from '../igd/port-mapping.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import { speakUpnp } from './speak-upnp.ts'
import type { Withdrawn } from './tongue.ts'

/** The table of a router's forwards, as UPnP shows it: what PCP and NAT-PMP have made stands there too. */
export interface RouterTable {
  /** What leads from that port; null: nothing. */
  look(external: number): Promise<ActionOutcome<TableEntry | null>>
  /** Removes whatever leads from the port of that change. */
  clear(change: RouterChange): Promise<Withdrawn>
  /** Puts back what was there, for the `leaseS` that it had left (0: for ever). */
  put(entry: TableEntry, leaseS: number): Promise<ActionOutcome<void>>
}

/** The router's table; undefined where it has none that can be read. */
export function tableOf(line: Line, met: RouterMet | RouterMetV6): RouterTable | undefined {
  if ('firewall' in met || met.upnp.kind !== 'found') return undefined
  const { place } = met
  const { wan } = met.upnp.igd
  return {
    look: (external) => specificEntry(line, place, wan, external),
    clear: (change) => speakUpnp(line, met, wan).withdraw(change),
    put: ({ external, internal, enabled, description }, leaseS) =>
      addPortMapping(line, place, wan, { external, internal, leaseS, enabled, description: sendable(description) }),
  }
}

/** A router's own text may have characters that it takes from nobody. */
function sendable(description: string): string {
  const plain = description.replace(/[^ -~]/g, '?').slice(0, 60)
  return plain === '' ? 'put back' : plain
}
