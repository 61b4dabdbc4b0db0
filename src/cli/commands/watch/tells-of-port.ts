import type { Answered } from '../../../core/finding.ts'

/**
 * Whose doing it is cannot be told from these, so they are no verdict on the line. And yet the probe called, and nobody here
 * was reached: where that was otherwise before, the router has lost its forwards.
 */
const notReached: readonly string[] = ['not-forwarded', 'other-machine']

/** Whether an answer about a mail port is one: nobody could be asked, or nobody may listen here, says nothing of the port. */
export function tellsOfPort({ verdict, answer }: Pick<Answered, 'verdict' | 'answer'>): boolean {
  return verdict !== 'unknown' || notReached.includes(answer)
}
