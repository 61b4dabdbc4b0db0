import { exits } from './exits.ts'
import type { Told } from './told.ts'

/** What all that is told comes to: what is not done weighs more than what could not be told. */
export function worstExit(told: readonly Pick<Told, 'mark'>[]): number {
  if (told.some(({ mark }) => mark === 'bad')) return exits.notDone
  return told.some(({ mark }) => mark === 'open') ? exits.notTold : exits.done
}
