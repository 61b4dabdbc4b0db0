import type { RouterSpeech, TableEntry } from '../../../core/journal.ts'
import type { Endpoint } from '../../../core/line.ts'
import { leadsTo } from '../../../protocols/router/leads-to.ts'
import type { RouterMet } from '../../../protocols/router/router-met.ts'
import type { RouterMetV6 } from '../../../protocols/router/router-met-v6.ts'
import { tableOf } from '../../../protocols/router/router-table.ts'
import { speechesOf } from '../../../protocols/router/speeches-of.ts'
import { isUnguarded } from './router-to-ask.ts'
import type { PortsAsked } from './ports-asked.ts'
import type { Lines } from './with-lines.ts'

/** What would become of a port, by what is there now. */
export interface PortPlanned {
  readonly external: number
  readonly internal: Endpoint
  /** In which language it would be asked for; absent where nothing would be. */
  readonly speech?: RouterSpeech
  readonly leaseS: number
  readonly now:
    | { readonly kind: 'free' }
    | { readonly kind: 'leads-there'; readonly entry: TableEntry }
    | { readonly kind: 'taken'; readonly owner: TableEntry }
    /** There is no table to read, or it is not told. */
    | { readonly kind: 'not-told' }
    /** The router says that it has no IPv6 firewall in the way. */
    | { readonly kind: 'no-firewall' }
}

/** Looks what is there, and changes nothing. */
export async function planOpening(
  { line }: Pick<Lines, 'line'>,
  met: RouterMet | RouterMetV6,
  asked: PortsAsked,
): Promise<readonly PortPlanned[]> {
  const spoken = speechesOf(met)
  const speech = asked.speech === 'auto' ? spoken[0] : spoken.find((each) => each === asked.speech)
  const planned: PortPlanned[] = []
  for (const { external, internal } of asked.ports) {
    const to = { address: asked.to ?? met.place.local, port: internal }
    planned.push({
      external,
      internal: to,
      ...(speech !== undefined && { speech }),
      leaseS: asked.leaseS,
      now: isUnguarded(met) ? { kind: 'no-firewall' } : await standing(line, met, external, to),
    })
  }
  return planned
}

async function standing(
  line: Lines['line'],
  met: RouterMet | RouterMetV6,
  external: number,
  to: Endpoint,
): Promise<PortPlanned['now']> {
  const told = await tableOf(line, met)?.look(external)
  if (told?.kind !== 'done') return { kind: 'not-told' }
  const entry = told.value
  if (entry === null) return { kind: 'free' }
  return leadsTo(entry, to) && entry.enabled ? { kind: 'leads-there', entry } : { kind: 'taken', owner: entry }
}
