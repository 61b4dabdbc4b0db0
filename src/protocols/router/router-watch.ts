import type { Line } from '../../core/line.ts'
import type { KeepEvent } from './keep-event.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import { hasRestarted, type RouterSigns, readSigns } from './router-signs.ts'

/** To a router that is silent, doubled each time: one that restarts takes a minute or two. */
const firstReturnMs = 5000
const longestReturnMs = 60_000

export interface Sighting {
  /** Undefined while it is silent. */
  readonly met: RouterMet | RouterMetV6 | undefined
  /** It may have forgotten what it was asked for. */
  readonly isDoubtful: boolean
}

/** Keeps an eye on one router, and meets it anew where it does not answer as it did. */
export class RouterWatch {
  readonly #line: Line
  readonly #meet: (line: Line) => Promise<RouterMet | RouterMetV6 | undefined>
  readonly #tell: (event: KeepEvent) => void
  #met: RouterMet | RouterMetV6 | undefined
  #last: RouterSigns | undefined
  #silences = 0

  constructor(
    line: Line,
    meet: (line: Line) => Promise<RouterMet | RouterMetV6 | undefined>,
    tell: (event: KeepEvent) => void,
  ) {
    this.#line = line
    this.#meet = meet
    this.#tell = tell
  }

  /** As it was met last. */
  get met(): RouterMet | RouterMetV6 | undefined {
    return this.#met
  }

  /** When to look again for one that is silent. */
  get returnMs(): number {
    return Math.min(longestReturnMs, firstReturnMs * 2 ** (this.#silences - 1))
  }

  async look(): Promise<Sighting> {
    const signs = await this.#signs()
    if (signs === undefined) {
      if (this.#silences === 0) this.#tell({ kind: 'router-silent' })
      this.#silences += 1
      return { met: undefined, isDoubtful: false }
    }
    const last = this.#last
    const wasSilent = this.#silences > 0
    const restarted = last !== undefined && hasRestarted(last, signs)
    // What one look did not show the next one may be compared with.
    this.#last = { ...last, ...signs }
    this.#silences = 0
    if (wasSilent) this.#tell({ kind: 'back' })
    if (restarted) this.#tell({ kind: 'router-restarted' })
    const moved = last?.wan !== undefined && signs.wan !== undefined && last.wan !== signs.wan
    if (moved) this.#tell({ kind: 'address-changed', from: last.wan, to: signs.wan })
    return { met: this.#met, isDoubtful: wasSilent || restarted || moved }
  }

  /** Undefined where nobody answers, in any language. */
  async #signs(): Promise<RouterSigns | undefined> {
    const known = this.#met === undefined ? undefined : await readSigns(this.#line, this.#met)
    if (known?.answers === 'all') return known
    // One that has restarted may have its service at another port, or in another language.
    const met = await this.#meet(this.#line)
    const signs = met === undefined ? undefined : await readSigns(this.#line, met)
    if (met !== undefined && signs !== undefined && signs.answers !== 'none') {
      this.#met = met
      return signs
    }
    return known?.answers === 'some' ? known : undefined
  }
}
