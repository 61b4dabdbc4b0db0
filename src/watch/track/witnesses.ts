import type { Failure } from '../../core/failure.ts'
import type { Sighting } from '../look.ts'

/** What is remembered of one witness. */
export interface Witness {
  readonly name: string
  readonly of: Sighting['of']
  readonly family: Sighting['family']
  /** It was seen to answer, ever. */
  answered: boolean
  /** How probable it is that a question to it goes unanswered on a line that is up, by its own record … */
  readonly own: Loss
  /** … and by that of all who stand where it stands: what the line loses, it loses of all. */
  readonly kind: Loss
  /** Silent for so long although the line is up that its silence says nothing. */
  mute: boolean
  /** A rule of this machine keeps in what is meant for it while others are let out: that says nothing of the line either. */
  shutOff: boolean
  /** Looks in a row at which it was silent although the line was up, since when, and how often it lost before. */
  missed: number
  missedSinceMs: number
  lossBefore: number
  /** Looks in a row at which it answered. */
  heard: number
  lastAskedMs: number
}

interface Loss {
  share: number
  /** Of how many questions, at most `memory`. */
  of: number
}

/** Witnesses of both families, routers of many reconnections: a provider gives another first hop every night. */
const most = 64
/** One that was never heard may be somebody whom this line never lets through: its silence is worth little. */
const strangerLoss = 0.3
/** What is thought of a line, and of a witness at its first answer, before there is much to judge them by. */
const credit: Readonly<Loss> = { share: 0.05, of: 10 }
/** How many questions a witness is judged by: less is noise, more is yesterday. */
const memory = 64
/** Nobody is so good that one silence proves anything alone, nor so bad that it proves nothing at all. */
const bounds = { least: 0.001, most: 0.95 }
/** A witness is called silent only after so many looks, over so long, and where chance explains it so badly. */
const muteAfter = { looks: 3, ms: 120_000, chance: 1e-4 }
/** And called back at the second answer in a row, lest one that flickers fill the log. */
const backAfterLooks = 2

export interface Witnesses {
  readonly count: number
  find(sighting: Sighting): Witness
}

export function witnesses(): Witnesses {
  const known = new Map<string, Witness>()
  const kinds = new Map<string, Loss>()
  return {
    get count() {
      return known.size
    },
    find({ witness: name, of, family }) {
      const key = `${family} ${of} ${name}`
      const found = known.get(key)
      if (found) return found
      if (known.size >= most) forgetLongestUnasked(known)
      const place = `${family} ${of}`
      const kind = kinds.get(place) ?? { ...credit }
      kinds.set(place, kind)
      const fresh: Witness = {
        name,
        of,
        family,
        answered: false,
        own: { share: strangerLoss, of: credit.of },
        kind,
        mute: false,
        shutOff: false,
        missed: 0,
        missedSinceMs: 0,
        lossBefore: strangerLoss,
        heard: 0,
        lastAskedMs: Number.NEGATIVE_INFINITY,
      }
      known.set(key, fresh)
      return fresh
    },
  }
}

function forgetLongestUnasked(known: Map<string, Witness>): void {
  let oldest: [string, Witness] | undefined
  for (const entry of known) if (!oldest || entry[1].lastAskedMs < oldest[1].lastAskedMs) oldest = entry
  if (oldest) known.delete(oldest[0])
}

/** It answered, whether or not the line is taken to be up. */
export function hear(witness: Witness): void {
  if (witness.answered) return
  witness.answered = true
  Object.assign(witness.own, credit)
}

/** One look at a witness while the line was up. Whether it turned silent, or answers again, at this look. */
export function learn(
  witness: Witness,
  look: {
    readonly atMs: number
    readonly answers: number
    readonly lost: number
    readonly failure?: Failure | undefined
  },
): 'silent' | 'back' | undefined {
  witness.shutOff = look.answers === 0 && look.failure === 'not-let-out'
  if (look.answers === 0 && witness.missed === 0) {
    witness.missedSinceMs = look.atMs
    witness.lossBefore = lossOf(witness)
  }
  for (let i = 0; i < look.answers + look.lost; i += 1) {
    const lost = i < look.answers ? 0 : 1
    note(witness.own, lost)
    // One that is silent for itself says nothing of the others.
    if (witness.answered && !witness.mute) note(witness.kind, lost)
  }
  return look.answers > 0 ? heard(witness) : missed(witness, look.atMs)
}

function note(loss: Loss, lost: 0 | 1): void {
  loss.of = Math.min(memory, loss.of + 1)
  loss.share += (lost - loss.share) / loss.of
}

/** How probable it is that a question to it is lost on a line that is up. */
export function lossOf({ own, kind }: Witness): number {
  return Math.min(bounds.most, Math.max(bounds.least, own.share, kind.share))
}

function heard(witness: Witness): 'back' | undefined {
  witness.missed = 0
  witness.heard += 1
  if (!witness.mute || witness.heard < backAfterLooks) return undefined
  witness.mute = false
  return 'back'
}

function missed(witness: Witness, atMs: number): 'silent' | undefined {
  witness.heard = 0
  witness.missed += 1
  if (witness.mute || witness.missed < muteAfter.looks) return undefined
  if (atMs - witness.missedSinceMs < muteAfter.ms) return undefined
  if (witness.lossBefore ** witness.missed > muteAfter.chance) return undefined
  witness.mute = true
  return 'silent'
}
