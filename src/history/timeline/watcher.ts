import type { Unwatched } from '../timeline.ts'
import { FamiliesSeen } from './families-seen.ts'
import type { Stretch } from './stretch.ts'

/** A stretch in which a watcher looked at the line, and why it ended; undefined where only the clock was set. */
export interface Piece extends Stretch {
  readonly why: Unwatched['why'] | undefined
}

/** The clock was set: what was called `atMs - aheadMs` is `atMs` from here on. Behind, where it was set back. */
export interface ClockJump {
  readonly atMs: number
  readonly aheadMs: number
}

/** One watcher, from its `began` on: when it looked at the line that is asked about. Told what it wrote, in that order. */
export class Watcher {
  readonly id: string
  /** Between two looks while all is well, and between two at public witnesses. */
  readonly intervalMs: number
  readonly farEveryMs: number
  readonly seen = new FamiliesSeen()
  /** Whether it is at the line that is asked about. */
  isHere = false
  /** It said that it ended, or its successor did. */
  ended = false
  /** It was alive a moment ago. Known once all is read, as is `endMs`: when it last looked at this line. */
  isAlive = false
  endMs = Number.NEGATIVE_INFINITY

  readonly #pieces: Piece[] = []
  #jump: ClockJump | undefined
  /** When the piece began that has not ended. */
  #openMs = 0
  /** By the clock as it is now. */
  #lastMs = Number.NEGATIVE_INFINITY

  constructor(id: string, intervalMs: number, farEveryMs: number) {
    this.id = id
    this.intervalMs = intervalMs
    this.farEveryMs = farEveryMs
  }

  /** When the clock was set last. */
  get jump(): ClockJump | undefined {
    return this.#jump
  }

  /** Known once all is read. */
  get pieces(): readonly Piece[] {
    return this.#pieces
  }

  /** It wrote something, or was alive. */
  wasThere(ms: number): void {
    this.#lastMs = Math.max(this.#lastMs, ms)
  }

  comes(ms: number): void {
    if (!this.isHere) {
      this.#openMs = ms
      this.seen.comes(ms)
    }
    this.isHere = true
    this.wasThere(ms)
  }

  goesElsewhere(ms: number): void {
    if (this.isHere) {
      this.#close(ms, 'other-line')
      this.seen.goes(ms)
    }
    this.isHere = false
    this.wasThere(ms)
  }

  clockSet(wasMs: number, ms: number): void {
    this.#jump = { atMs: ms, aheadMs: ms - wasMs }
    if (this.isHere) {
      this.#close(wasMs, undefined)
      this.seen.clockSet(wasMs, ms)
      this.#openMs = ms
    }
    this.#lastMs = ms
  }

  notWatched(fromMs: number, toMs: number, why: Unwatched['why']): void {
    this.wasThere(toMs)
    if (!this.isHere) return
    const openMs = this.#openMs
    if (fromMs > openMs) this.#close(fromMs, why)
    if (fromMs < openMs) this.#cutBefore(fromMs, toMs, why)
    this.#openMs = Math.max(openMs, toMs)
  }

  end(ms: number | undefined, why: Unwatched['why']): void {
    if (ms !== undefined) this.wasThere(ms)
    this.ended = true
    if (this.isHere) {
      this.#close(this.#lastMs, why)
      this.seen.goes(this.#lastMs)
    }
    this.isHere = false
    this.endMs = this.#pieces.at(-1)?.toMs ?? Number.NEGATIVE_INFINITY
  }

  #close(ms: number, why: Piece['why']): void {
    this.#pieces.push({ fromMs: this.#openMs, toMs: Math.max(this.#openMs, ms), why })
  }

  /** The clock was set while nobody looked: what lies before, by the clock as it then stood, is taken from the piece before. */
  #cutBefore(fromMs: number, toMs: number, why: Unwatched['why']): void {
    const jump = this.#jump
    const before = this.#pieces.at(-1)
    if (jump === undefined || before === undefined || before.why !== undefined) return
    const [cutFromMs, cutToMs] = [fromMs - jump.aheadMs, toMs - jump.aheadMs]
    if (cutFromMs >= before.toMs || cutFromMs < before.fromMs) return
    this.#pieces.pop()
    this.#pieces.push({ fromMs: before.fromMs, toMs: cutFromMs, why })
    if (cutToMs < before.toMs) this.#pieces.push({ fromMs: cutToMs, toMs: before.toMs, why: undefined })
  }
}
