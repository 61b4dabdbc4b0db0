import type { NotedChange, TableEntry } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import { amend } from './amend.ts'
import { leadsTo } from './leads-to.ts'
import type { HeldMapping, Opening } from './opening.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import { tableOf } from './router-table.ts'
import type { Asked } from './tongue.ts'

/** Some routers say yes first and write their table then. */
const writingMs = 500
/** What may go by between being granted a lease and reading how much is left of it. */
const readingS = 10

type Granted = Extract<Asked, { kind: 'granted' }>

export interface Proved {
  /** As it stands now: with what the router gave. */
  readonly noted: NotedChange
  readonly opening: Extract<Opening, { kind: 'opened' | 'substituted' | 'not-kept' | 'not-noted' }>
}

/**
 * Looks whether a yes was one: at the port that was given, and at the router's table. What is not `opened` is the
 * caller's to undo.
 */
export async function proveGranted(
  line: Line,
  met: RouterMet | RouterMetV6,
  asked: NotedChange,
  granted: Granted,
): Promise<Proved> {
  const { speech, external, internal } = asked.change
  const found = granted.external === external ? await readBack(line, met, asked) : undefined
  const { noted, failure } = await amend(line, asked, {
    // What it gives instead was free, and what we had asked for is as it was.
    ...(granted.external !== external && { external: granted.external, before: null }),
    leaseS: speech === 'upnp' && found ? leaseIn(found, granted.leaseS) : granted.leaseS,
    ...(granted.pinhole !== undefined && { pinhole: granted.pinhole }),
  })
  if (granted.external !== external)
    return { noted, opening: { kind: 'substituted', speech, external: granted.external } }
  if (found !== undefined && !(found !== null && leadsTo(found, internal) && found.enabled))
    return { noted, opening: { kind: 'not-kept', speech, found } }
  // What could not be found again must not stay.
  if (failure !== undefined) return { noted, opening: { kind: 'not-noted', failure } }
  const held = heldOf(noted, met, granted)
  return { noted, opening: { kind: 'opened', held, readBack: found ? 'as-asked' : 'not-told' } }
}

/** What the table has for the port now; undefined where it does not tell. */
async function readBack(
  line: Line,
  met: RouterMet | RouterMetV6,
  { change }: NotedChange,
): Promise<TableEntry | null | undefined> {
  const table = change.kind === 'mapping' ? tableOf(line, met) : undefined
  const told = await table?.look(change.external)
  if (told?.kind !== 'done' || told.value !== null) return told?.kind === 'done' ? told.value : undefined
  await line.clock.pause(writingMs)
  const later = await table?.look(change.external)
  return later?.kind === 'done' ? later.value : undefined
}

/** UPnP confirms a lease without a word on how long it is: the table tells. */
function leaseIn({ leaseS }: TableEntry, granted: number): number {
  return leaseS > 0 && leaseS <= granted && granted - leaseS <= readingS ? granted : leaseS
}

function heldOf({ id, change }: NotedChange, met: RouterMet | RouterMetV6, granted: Granted): HeldMapping {
  const { speech, external, internal, leaseS, nonce, pinhole } = change
  const wan = granted.wan ?? ('upnp' in met ? wanOf(met) : undefined)
  return {
    id,
    speech,
    external,
    internal,
    leaseS,
    ...(granted.epochS !== undefined && { epochS: granted.epochS }),
    ...(nonce !== undefined && { nonce }),
    ...(pinhole !== undefined && { pinhole }),
    ...(wan !== undefined && { wan }),
  }
}

function wanOf({ upnp, natpmp }: RouterMet): string | undefined {
  if (upnp.kind === 'found' && upnp.igd.external !== undefined) return upnp.igd.external
  return natpmp.kind === 'answers' ? natpmp.external : undefined
}
