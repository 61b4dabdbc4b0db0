import type { GlobalpingState } from '../public-spec.ts'

/** What the program `inside/globalping.ts` is told. */
export interface GlobalpingSettings {
  /** Where the API is asked. */
  readonly name: string
  readonly address: string
  /** The addresses that its volunteers call from, each his own. */
  readonly from: readonly string[]
  readonly state: GlobalpingState
}
