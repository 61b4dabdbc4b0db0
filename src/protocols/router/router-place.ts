import type { Family } from '../../core/line.ts'

/** A router, as it is spoken to: every port and address of it that is ever contacted is at `address`. */
export interface RouterPlace {
  readonly family: Family
  /** Its address on our side; a link-local one (RFC 4291 §2.5.6) carries its zone: `fe80::1%eth0`. */
  readonly address: string
  /** Our own address towards it: routers open ports only for whom they are asked by. */
  readonly local: string
}
