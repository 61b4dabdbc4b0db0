import type { NotedChange, RouterChange } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import type { Closing, HeldMapping } from './opening.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import { settle } from './settle.ts'
import { type TakenBack, takeBack } from './take-back.ts'

/**
 * Takes back a port that we hold: deletes it if what is there is ours, proves it gone, and puts back what it has
 * replaced. Idempotent. What is `left-behind` stays in the journal, unless it is another's by now.
 */
export async function closeMapping(line: Line, met: RouterMet | RouterMetV6, held: HeldMapping): Promise<Closing> {
  const notes = await line.journal.unended()
  // A journal that cannot be read hides what was there before us; ours goes all the same.
  if (!notes.ok) return closingOf(await takeBack(line, met, changeOf(line, met, held)))
  const at = notes.value.findIndex(({ id }) => id === held.id)
  const noted: NotedChange | undefined = notes.value[at]
  // The note has ended, and does so only when all is done. What may lead to us now is not of our making.
  if (noted === undefined) return { kind: 'gone', proof: 'said' }
  return closingOf(await settle(line, met, noted, notes.value.slice(at + 1)))
}

/** In the words of a closing. */
export function closingOf(taken: TakenBack): Closing {
  switch (taken.kind) {
    case 'removed':
    case 'was-gone':
      return { kind: 'gone', proof: taken.proof }
    case 'put-back':
      return { kind: 'gone', proof: 'seen' }
    case 'changed-since':
      return { kind: 'left-behind', found: taken.found }
    case 'left-behind':
      return taken
  }
}

function changeOf(line: Line, { place }: RouterMet | RouterMetV6, held: HeldMapping): RouterChange {
  const { id: _, epochS: _epoch, wan: _wan, ...kept } = held
  return {
    ...kept,
    at: line.clock.now(),
    router: place.address,
    kind: place.family === 'v6' ? 'pinhole' : 'mapping',
    family: place.family,
  }
}
