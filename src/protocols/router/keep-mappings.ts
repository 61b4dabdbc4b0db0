import type { RouterSpeech } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import { begunOn } from './begun-on.ts'
import { closeMapping, closingOf } from './close-mapping.ts'
import type { Closed, KeepEvent } from './keep-event.ts'
import { KeptPort } from './kept-port.ts'
import type { Closing, WantedMapping } from './opening.ts'
import { type Restored, restore } from './restore.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import { RouterWatch } from './router-watch.ts'

export interface KeepOptions {
  readonly wanted: readonly WantedMapping[]
  readonly speech: RouterSpeech | 'auto'
  /** Meets the one router that all of it is about; undefined while there is none. */
  meet(line: Line): Promise<RouterMet | RouterMetV6 | undefined>
  /** Ends the keeping. */
  readonly signal: AbortSignal
  /** A line that the signal does not touch: what was opened is closed over it. */
  readonly undoLine: Line
  onEvent(event: KeepEvent): void
}

/** A port that is closed for a minute loses no mail: senders come again (RFC 5321 §4.5.4.1). */
const lookEveryMs = 60_000
/** Between two looks, whatever is due. */
const leastPauseMs = 1000
/** A pause that ends so soon was not one: the line is over. */
const noPauseMs = 5

/**
 * Keeps ports of one router open until the signal comes: opens them, renews them at half of their lease, and looks every
 * minute whether the router has restarted, forgotten them or got another address. Then closes what it has opened.
 *
 * Nothing that the router does ends it before. Gives how each port was closed.
 */
export async function keepMappings(given: Line, options: KeepOptions): Promise<readonly Closed[]> {
  const { line, begun } = begunOn(given)
  // What an interruption cuts off tells nothing of the router.
  const tell = (event: KeepEvent) => {
    if (!options.signal.aborted) options.onEvent(event)
  }
  const ports = options.wanted.map((wanted) => new KeptPort(wanted, tell))
  const watch = new RouterWatch(line, (over) => options.meet(over), tell)
  const closed: Closed[] = []
  try {
    await keep(line, options, ports, watch)
  } finally {
    const known = watch.met
    const meet = () => (known === undefined ? options.meet(options.undoLine) : Promise.resolve(known))
    for (const one of await closeAll(options.undoLine, meet, ports, begun)) {
      closed.push(one)
      options.onEvent({ kind: 'closed', ...one })
    }
  }
  return closed
}

async function keep(line: Line, options: KeepOptions, ports: readonly KeptPort[], watch: RouterWatch): Promise<void> {
  while (!options.signal.aborted) {
    const { met, isDoubtful } = await watch.look()
    for (const port of ports) {
      if (isDoubtful) port.doubt()
      if (met !== undefined && !options.signal.aborted) await port.tend(line, met, options.speech)
    }
    const nowMs = line.clock.elapsed()
    const nextMs = Math.min(lookEveryMs, ...ports.map((port) => port.dueMs - nowMs))
    await line.clock.pause(met === undefined ? watch.returnMs : Math.max(leastPauseMs, nextMs))
    if (line.clock.elapsed() - nowMs < noPauseMs) return
  }
}

/** All that was begun by us, whether or not we heard that it was done. */
async function closeAll(
  line: Line,
  meet: () => Promise<RouterMet | RouterMetV6 | undefined>,
  ports: readonly KeptPort[],
  begun: Parameters<typeof restore>[2],
): Promise<readonly Closed[]> {
  const restored = await restore(line, meet, begun)
  if (restored.ok) return eachOnce(restored.value)
  // The journal cannot be read: what we know to be ours is closed all the same.
  const met = await meet()
  const closed: Closed[] = []
  for (const { held } of ports) {
    if (held === undefined) continue
    const closing = met === undefined ? absent : await closeMapping(line, met, held)
    closed.push({ external: held.external, closing })
  }
  return closed
}

/** A port that was opened more than once has its last word on whatever is left of it. */
function eachOnce(restored: readonly Restored[]): readonly Closed[] {
  const endings = new Map<number, Closing>()
  for (const { noted, ended } of restored) {
    const { external } = noted.change
    const closing = ended.kind === 'router-absent' ? absent : closingOf(ended)
    if (endings.get(external)?.kind !== 'left-behind') endings.set(external, closing)
  }
  return [...endings].map(([external, closing]) => ({ external, closing }))
}

const absent: Closing = { kind: 'left-behind', failure: 'host-unreachable' }
