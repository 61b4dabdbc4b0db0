import type { Failure } from '../../core/failure.ts'
import type { Address } from '../../core/mark.ts'

/** How the router's PCP (RFC 6887) was met. */
export type PcpMeeting =
  /** `refused`: the router says that nobody listens there; `timed-out`: silence; `unsupported`: it speaks NAT-PMP only. */
  | { readonly kind: 'absent'; readonly failure: Failure }
  /** Something answers, but not as RFC 6887 says. */
  | { readonly kind: 'broken'; readonly failure: Failure }
  /**
   * To an ANNOUNCE. RFC 6887 §7.4: 0 success, 1 unsupported version (there is PCP, but not ours), 2 not authorized, 12
   * address mismatch (a NAT lies between).
   */
  | { readonly kind: 'answers'; readonly result: number; readonly epochS: number }

export interface PcpRequest {
  readonly internal: number
  /** Suggested. */
  readonly external: number
  /** Seconds; 0 deletes (RFC 6887 §15). */
  readonly leaseS: number
  /** 12 bytes: the same again renews or deletes, another is refused (RFC 6887 §11.1). */
  readonly nonce: Uint8Array
  /** Take this external port or none (RFC 6887 §13.2). Counts for nothing where none is suggested, or all is deleted. */
  readonly preferFailure: boolean
}

export type PcpMapped =
  | {
      readonly kind: 'mapped'
      readonly external: number
      readonly address: Address
      readonly leaseS: number
      readonly epochS: number
    }
  | { readonly kind: 'refused'; readonly result: number; readonly lifetimeS: number; readonly epochS: number }
  | { readonly kind: 'failed'; readonly failure: Failure }
