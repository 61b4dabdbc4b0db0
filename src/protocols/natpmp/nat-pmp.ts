import type { Failure } from '../../core/failure.ts'
import type { Address } from '../../core/mark.ts'

/** How the router's NAT-PMP (RFC 6886) was met. */
export type NatPmpMeeting =
  /**
   * `refused`: the router says that nobody listens there; `timed-out`: silence; `unsupported`: it speaks PCP only, or is met
   * over IPv6, which NAT-PMP does not know.
   */
  | { readonly kind: 'absent'; readonly failure: Failure }
  /** Something answers, but not as RFC 6886 says. */
  | { readonly kind: 'broken'; readonly failure: Failure }
  /** Result 0 carries the address that the router has outside. Others: RFC 6886 §3.5 (2 not authorized, 3 network failure). */
  | { readonly kind: 'answers'; readonly result: number; readonly external?: Address; readonly epochS: number }

export interface NatPmpRequest {
  readonly internal: number
  /** Suggested; 0 to delete. */
  readonly external: number
  /** Seconds; 0 deletes the mapping of that internal port (RFC 6886 §3.4). */
  readonly leaseS: number
}

export type NatPmpMapped =
  | { readonly kind: 'mapped'; readonly external: number; readonly leaseS: number; readonly epochS: number }
  | { readonly kind: 'refused'; readonly result: number; readonly epochS: number }
  | { readonly kind: 'failed'; readonly failure: Failure }
