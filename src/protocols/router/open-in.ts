import type { RouterChange, RouterSpeech, TableEntry } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import { askNoted } from './ask-noted.ts'
import { leadsTo } from './leads-to.ts'
import { leaseToExpect } from './lease-left.ts'
import { type NotOpened, notOpened } from './not-opened.ts'
import type { Opening, WantedMapping } from './opening.ts'
import { proveGranted } from './prove-granted.ts'
import { readTable } from './read-table.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import { tableOf } from './router-table.ts'
import { settle } from './settle.ts'

/** RFC 6887 §11.1. */
const nonceBytes = 12

/** A request that went unanswered may still be under way: a slow router writes its rules for a second or more. */
const lateMs = 1000

/** Opens a port in one language. The order of the steps is what keeps the router as it was, whenever we are cut off. */
export async function openIn(
  line: Line,
  met: RouterMet | RouterMetV6,
  wanted: WantedMapping,
  speech: RouterSpeech,
): Promise<Exclude<Opening, { kind: 'no-protocol' }>> {
  // What is there? Nobody's forward is changed unasked, and what is replaced must be known to be put back. A table that
  // could be read and is silent now hides both, whatever language the port would be asked for in.
  const table = tableOf(line, met)
  const there = await table?.look(wanted.external)
  if (there?.kind === 'failed') return { kind: 'silent', speech, failure: there.failure }
  const before = there?.kind === 'done' ? there.value : undefined
  const standing = before ? standingInTheWay(before, wanted, speech) : undefined
  if (standing !== undefined) return standing
  const elsewhere = speech === 'upnp' ? undefined : await leadingThere(line, met, wanted, speech)
  if (elsewhere !== undefined) return elsewhere

  // The note comes before the first byte that changes anything: whatever becomes of us, `restore` finds it.
  const change = changeOf(line, met, wanted, speech, before)
  const begun = await line.journal.begin(change)
  if (!begun.ok) return { kind: 'not-noted', failure: begun.failure }

  // Then it is asked for. A refusal has changed nothing, unless room was made for us before it.
  const { noted, asked, cleared } = await askNoted(line, met, { id: begun.value, change }, wanted)
  if (asked.kind !== 'granted') {
    const opening = await notOpened(asked, speech, change.external, table)
    if (asked.kind === 'unanswered') await line.clock.pause(lateMs)
    if (asked.kind !== 'refused' || cleared) await settle(line, met, noted, [])
    else await line.journal.end(noted.id)
    return opening
  }

  // A yes is looked at: success codes lie. Whatever is not the port that was wanted is given back.
  const proved = await proveGranted(line, met, noted, asked)
  if (proved.opening.kind !== 'opened') await settle(line, met, proved.noted, [])
  return proved.opening
}

function standingInTheWay(
  entry: TableEntry,
  wanted: WantedMapping,
  speech: RouterSpeech,
): Exclude<Opening, { kind: 'no-protocol' }> | undefined {
  if (leadsTo(entry, wanted.internal) && entry.enabled) return { kind: 'there-already', entry, speech }
  // Our own machine's other port is somebody's too: of a program that we know nothing of.
  return wanted.replace ? undefined : { kind: 'conflict', speech, owner: entry }
}

/**
 * PCP and NAT-PMP would give us the port that leads to the same port of ours already, where there is one, in place of the
 * port that we want (RFC 6886 §3.3), and to give it back would take it from whoever made it. So they are not asked.
 */
async function leadingThere(
  line: Line,
  met: RouterMet | RouterMetV6,
  { internal }: WantedMapping,
  speech: RouterSpeech,
): Promise<NotOpened | undefined> {
  const read = 'upnp' in met ? await readTable(line, met) : undefined
  if (read?.failure !== undefined) return { kind: 'silent', speech, failure: read.failure }
  const other = read?.lines.find((one) => one.protocol === 'TCP' && leadsTo(one, internal))
  return other && { kind: 'substituted', speech, external: other.external }
}

function changeOf(
  line: Line,
  { place }: RouterMet | RouterMetV6,
  { external, internal, leaseS }: WantedMapping,
  speech: RouterSpeech,
  before: TableEntry | null | undefined,
): RouterChange {
  const isHole = place.family === 'v6'
  return {
    at: line.clock.now(),
    router: place.address,
    speech,
    kind: isHole ? 'pinhole' : 'mapping',
    family: place.family,
    // Through a firewall a port stays what it is.
    external: isHole ? internal.port : external,
    internal,
    leaseS: leaseToExpect(leaseS),
    ...(speech === 'pcp' && { nonce: hex(line.random(nonceBytes)) }),
    ...(before !== undefined && { before }),
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
