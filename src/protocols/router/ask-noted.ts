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

/** Asks for what is noted: once more where the router takes it for ever only, and once more in place of another's, if that is wanted. */
export async function askNoted(
  line: Line,
  met: RouterMet | RouterMetV6,
  noted: NotedChange,
  { replace, permanentIfNeeded }: Pick<WantedMapping, 'replace' | 'permanentIfNeeded'>,
): Promise<NotedAsked> {
  const { speech, before } = noted.change
  const tongue = tongueOf(line, met, speech)
  let cleared = false
  for (;;) {
    const { change } = noted
    const asked = (await tongue?.ask(change)) ?? ({ kind: 'unanswered', failure: 'unsupported' } as const)
    const why = asked.kind === 'refused' ? asked.why : undefined
    if (why === 'permanent-only' && permanentIfNeeded && change.leaseS !== 0) {
      const amended = await amend(line, noted, { leaseS: 0 })
      if (amended.failure !== undefined)
        return { noted, asked: { kind: 'not-noted', failure: amended.failure }, cleared }
      noted = amended.noted
    } else if (why === 'taken' && replace && before && speech === 'upnp' && !cleared) {
      // The router does not overwrite another's. Its owner is in the note, and is put back if we cannot have the port either.
      cleared = true
      const ended = await tableOf(line, met)?.clear(change)
      if (ended?.kind !== 'agreed') return { noted, asked, cleared }
    } else return { noted, asked, cleared }
  }
}
