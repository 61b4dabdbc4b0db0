import type { Outcome } from './failure.ts'
import type { Line, Question, Reply } from './line.ts'

/** How long a question may take unless told. */
const usualMs = 5_000

/** Questions by what they ask, with the answers that came, or that are on their way. */
type Memory = Map<string, Outcome<Reply> | Promise<Outcome<Reply>>>

/**
 * The same line, asking each DNS question once: for one run, in which many checks need the same names. What was answered
 * is remembered, be it that there is nothing; a failure is shared by those who ask while it is under way, and forgotten.
 */
export function remembered(line: Line, memory: Memory = new Map()): Line {
  async function ask(question: Question): Promise<Outcome<Reply>> {
    const key = keyOf(question)
    const known = memory.get(key)
    if (known instanceof Promise) return shared(known, question)
    if (known !== undefined) return known
    const asking = line.ask(question)
    memory.set(key, asking)
    const outcome = await asking.finally(() => memory.delete(key))
    if (isAnswer(outcome)) memory.set(key, outcome)
    return outcome
  }

  /** Whoever asked first may have had less time, and no time of theirs is ours. */
  async function shared(known: Promise<Outcome<Reply>>, question: Question): Promise<Outcome<Reply>> {
    const { clock } = line
    const { ms = usualMs } = question
    const beganMs = clock.elapsed()
    const outcome = await Promise.race([known, clock.pause(ms)])
    if (outcome !== undefined && (outcome.ok || !['timed-out', 'cancelled'].includes(outcome.failure))) return outcome
    const leftMs = ms - (clock.elapsed() - beganMs) / (clock.patience ?? 1)
    return line.ask({ ...question, ms: Math.max(0, leftMs) })
  }

  return { ...line, ask, within: (ms) => remembered(line.within(ms), memory) }
}

function isAnswer(outcome: Outcome<Reply>): boolean {
  return outcome.ok || outcome.failure === 'name-not-found' || outcome.failure === 'no-data'
}

function keyOf({ name, type, server, dnssec, checkingDisabled, authoritative }: Question): string {
  const bare = name.toLowerCase().replace(/(?<=.)\.$/, '')
  return JSON.stringify([bare, type, server?.address, server?.port, dnssec, checkingDisabled, authoritative])
}
