import type { Meddler } from '../outbound-spec.ts'

/** What the program `inside/middlebox.ts` is told: where each of its meddlers stands. */
export type MiddleboxSettings = readonly MeddlerAt[]

export interface MeddlerAt {
  readonly as: Meddler
  /** Where it listens; connections are led here. */
  readonly listen: number
  /** The mail port that was dialled. */
  readonly port: number
  /** The host that was dialled; missing for those that answer themselves, whoever was meant. */
  readonly host?: string
}
