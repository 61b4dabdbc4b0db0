import type { Asked } from './asked.ts'
import type { Given, Needs } from './check.ts'
import type { Json } from './json.ts'
import type { Line } from './line.ts'
import type { Marks, MarksOf } from './mark.ts'

/**
 * An observation that several checks share, made once a run: facts and trace, no opinion, not in the catalogue
 * (the dial-back of a family, the hops beyond the router).
 */
// `any`: the default stands for "any look"; each definition is precise.
export interface Look<Facts = any> {
  /** `dial-back.v4` */
  readonly look: string
  /** Of the shape of its facts. */
  readonly revision: number
  readonly needs: Needs
  /** All the time that `observe` may take, in milliseconds. */
  readonly budget: number
  /** Does something only where a flag asks for it: its time is no part of what an honest run may take at most. */
  readonly optIn?: true
  readonly marks: Marks
  observe(line: Line, given: never, asked: Asked): Promise<Facts>
}

interface Definition<Facts, N extends Needs> {
  readonly look: string
  readonly revision: number
  readonly needs: N
  readonly budget: number
  readonly optIn?: true
  readonly marks: MarksOf<Facts>
  observe(line: Line, given: Given<N>, asked: Asked): Promise<Facts>
}

/** Defines a look over its facts: `defineLook<DialBackFacts>()({ look: 'dial-back.v4', … })`. */
export function defineLook<Facts extends Json<Facts>>() {
  return <N extends Needs>(definition: Definition<Facts, N>): Look<Facts> => definition
}
