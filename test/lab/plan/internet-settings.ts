import type { Policy } from '../names-spec.ts'

/** What the program `inside/internet.ts` is told. */
export interface InternetSettings {
  readonly exchangers: readonly { readonly name: string; readonly addresses: readonly string[] }[]
  /** Callers from these addresses are turned away by each exchanger, on port 25. */
  readonly turnedAway: readonly string[]
  /** Those that each exchanger answers on. */
  readonly ports: readonly number[]
  /** The page of MTA-STS, over TLS. */
  readonly policy?: Policy & { readonly address: string }
  readonly page: { readonly addresses: readonly string[]; readonly text: string }
}
