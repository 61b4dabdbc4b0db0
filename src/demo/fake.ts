import type { Endpoint } from '../core/line.ts'

/** Something on loopback that stands in for a host of the internet. */
export interface Fake {
  /** Where it really is. */
  readonly at: Endpoint
  close(): Promise<void>
}
