import type { Failure } from '../../core/failure.ts'
import type { NotedChange } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import { amend } from './amend.ts'
import type { WantedMapping } from './opening.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import { tableOf } from './router-table.ts'
import type { Asked } from './tongue.ts'
import { tongueOf } from './tongue-of.ts'

export interface NotedAsked {
  /** As it stands now. */
  readonly noted: NotedChange
  readonly asked: Asked | { readonly kind: 'not-noted'; readonly failure: Failure }
  /** Another's forward was removed to make room. */
  readonly cleared: boolean
}

/**
 * Asks for what is noted, for `leaseS` seconds: once more for ever where the router knows nothing else, and once more in
 * place of another's, if either is wanted.
 */
export async function askNoted(
  line: Line,
  met: RouterMet | RouterMetV6,
  noted: NotedChange,
  { leaseS, replace, permanentIfNeeded }: Pick<WantedMapping, 'leaseS' | 'replace' | 'permanentIfNeeded'>,
): Promise<NotedAsked> {
  const { speech, before } = noted.change
  const tongue = tongueOf(line, met, speech)
  let lease = leaseS
  let cleared = false
  for (;;) {
    const asked = (await tongue?.ask({ ...noted.change, leaseS: lease })) ?? unspoken
    const why = asked.kind === 'refused' ? asked.why : undefined
    if (why === 'permanent-only' && permanentIfNeeded && lease !== 0) {
      const { noted: forEver, failure } = await amend(line, noted, { leaseS: 0 })
      if (failure !== undefined) return { noted, asked: { kind: 'not-noted', failure }, cleared }
      noted = forEver
      lease = 0
    } else if (why === 'taken' && replace && before && speech === 'upnp' && !cleared) {
      // The router does not overwrite another's. Its owner is in the note, and is put back if we cannot have the port either.
      cleared = true
      const ended = await tableOf(line, met)?.clear(noted.change)
      if (ended?.kind !== 'agreed') return { noted, asked, cleared }
    } else return { noted, asked, cleared }
  }
}

const unspoken: Asked = { kind: 'unanswered', failure: 'unsupported' }
