import type { RouterSpeech, TableEntry } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import { closeMapping } from './close-mapping.ts'
import type { KeepEvent } from './keep-event.ts'
import { leadsTo } from './leads-to.ts'
import { openMapping } from './open-mapping.ts'
import type { HeldMapping, Opening, WantedMapping } from './opening.ts'
import { renewMapping } from './renew-mapping.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import { tableOf } from './router-table.ts'
import { speechesOf } from './speeches-of.ts'

/** A lease of less than two minutes cannot be kept without gaps: no router is asked more often. */
const leastRenewalMs = 60_000
/** After a refusal, doubled with each. A router that says no at noon may say yes at night, when somebody has set it up. */
const firstRetryMs = 60_000
const longestRetryMs = 1_800_000

/** One port that is kept open: what is known of it, and what it takes to keep it so. */
export class KeptPort {
  readonly wanted: WantedMapping
  readonly #tell: (event: KeepEvent) => void
  #held: HeldMapping | undefined
  /** Somebody else's forward does what is wanted. */
  #standing = false
  #dueMs = 0
  #endsMs = Number.POSITIVE_INFINITY
  #refusals = 0
  #toldReason = ''
  #isLost = false

  constructor(wanted: WantedMapping, tell: (event: KeepEvent) => void) {
    this.wanted = wanted
    this.#tell = tell
  }

  get held(): HeldMapping | undefined {
    return this.#held
  }

  /** When something is to be done at the latest, by the line's clock. */
  get dueMs(): number {
    return this.#standing ? Number.POSITIVE_INFINITY : this.#dueMs
  }

  /** The router may have forgotten it. */
  doubt(): void {
    this.#dueMs = 0
  }

  /** Looks whether the port is open, and opens or renews it where it is time to. */
  async tend(line: Line, met: RouterMet | RouterMetV6, speech: RouterSpeech | 'auto'): Promise<void> {
    if (this.#held !== undefined || this.#standing) await this.#look(line, met)
    if (line.clock.elapsed() < this.dueMs) return
    // Since it has restarted, or was set up anew, it may speak other languages than the one that we have asked in.
    if (this.#held !== undefined && !speechesOf(met).includes(this.#held.speech))
      await this.#giveUp(line, met, this.#held)
    if (this.#held !== undefined) await this.#renew(line, met, this.#held)
    else await this.#open(line, met, speech)
  }

  async #look(line: Line, met: RouterMet | RouterMetV6): Promise<void> {
    const { external, internal } = this.wanted
    const there = await tableOf(line, met)?.look(external)
    if (there?.kind !== 'done') return
    const entry = there.value
    if (entry !== null && leadsTo(entry, internal) && entry.enabled) return
    this.#standing = false
    // A retry that has its time already waits for it.
    if (!this.#isLost) this.doubt()
    this.#loses(entry)
  }

  async #open(line: Line, met: RouterMet | RouterMetV6, speech: RouterSpeech | 'auto'): Promise<void> {
    const { opening } = await openMapping(line, met, this.wanted, speech)
    if (opening.kind === 'opened') this.#holds(line, opening.held)
    else if (opening.kind === 'there-already') this.#stands()
    else return this.#isRefused(line, opening)
    this.#tell({ kind: 'opened', wanted: this.wanted, opening })
  }

  async #renew(line: Line, met: RouterMet | RouterMetV6, held: HeldMapping): Promise<void> {
    const { wanted } = this
    const renewal = await renewMapping(line, met, held, wanted)
    if (renewal.kind === 'renewed') {
      const wasLost = this.#isLost
      this.#holds(line, renewal.held)
      this.#tell(
        wasLost
          ? { kind: 'opened', wanted, opening: { ...renewal, kind: 'opened' } }
          : { kind: 'renewed', wanted, held: renewal.held },
      )
      return
    }
    if (renewal.kind === 'not-renewed') {
      this.#isRefused(line, renewal.because)
      if (line.clock.elapsed() >= this.#endsMs) await this.#giveUp(line, met, held)
      return
    }
    this.#held = undefined
    this.#loses(renewal.because?.kind === 'conflict' ? renewal.because.owner : undefined)
    if (renewal.because !== undefined) this.#isRefused(line, renewal.because)
  }

  /** What cannot be taken back stays noted until the end. */
  async #giveUp(line: Line, met: RouterMet | RouterMetV6, held: HeldMapping): Promise<void> {
    await closeMapping(line, met, held)
    this.#held = undefined
    this.#loses()
  }

  #holds(line: Line, held: HeldMapping): void {
    const nowMs = line.clock.elapsed()
    // A table that shows every lease as endless does not prove that it is.
    const leaseS = held.leaseS || this.wanted.leaseS
    this.#held = held
    this.#dueMs = leaseS === 0 ? Number.POSITIVE_INFINITY : nowMs + Math.max(leastRenewalMs, leaseS * 500)
    this.#endsMs = held.leaseS === 0 ? Number.POSITIVE_INFINITY : nowMs + held.leaseS * 1000
    this.#isWell()
  }

  #stands(): void {
    this.#standing = true
    this.#isWell()
  }

  #isWell(): void {
    this.#isLost = false
    this.#refusals = 0
    this.#toldReason = ''
  }

  #loses(found?: TableEntry | null): void {
    if (!this.#isLost) this.#tell({ kind: 'lost', wanted: this.wanted, ...(found !== undefined && { found }) })
    this.#isLost = true
  }

  #isRefused(line: Line, opening: Opening): void {
    const reason = `${opening.kind} ${'code' in opening ? opening.code : ''}`
    if (reason !== this.#toldReason) this.#tell({ kind: 'refused', wanted: this.wanted, opening })
    this.#toldReason = reason
    this.#dueMs = line.clock.elapsed() + Math.min(longestRetryMs, firstRetryMs * 2 ** this.#refusals)
    this.#refusals += 1
  }
}
