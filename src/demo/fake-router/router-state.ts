import type { Keeper } from './keeper.ts'
import type { RouterSpec } from './router-spec.ts'

/** What every language of the router looks at. */
export interface RouterState {
  readonly spec: RouterSpec
  readonly keeper: Keeper
  /** Its address outside, as it tells it; undefined: it does not. */
  readonly wan: string | undefined
  /** Its IPv6 firewall is on. */
  readonly firewalled: boolean
  /** Seconds since it began to keep its table. */
  epochS(): number
}
