/**
 * How long each look and check may take, in milliseconds, at patience 1. Along the longest path of needs they must add
 * up to at most 13 s, which a test sums: gateway, path, session, dial-back and two that only combine.
 */
export const budgets = {
  /** Reads a few files, or runs two tools of the system; sends nothing. */
  readingTheMachine: 300,
  /** TCP, TLS and one request: three round trips of at most 700 ms, and one lost packet. */
  session: 3_000,
  /** The probe ends a dial-back after 8.5 s (its own bound); half a second for the way back. */
  dialBack: 9_000,
  /** Connect within 4 s; a greeting that is held back 6 s (postscreen does) still fits where the connection was quick. */
  conversation: 9_000,
  /** Two of STUN's retransmissions (0.5 s and 1 s, RFC 8489 §6.2.1) and their answers. */
  stun: 2_000,
  /** A router on the way answers within a round trip or not at all. */
  hops: 2_000,
  /** Long enough for a few looks; what it can say of nights is nothing, and it says so. */
  quietLook: 3_500,
  /** Only puts together what others saw. */
  combining: 100,
} as const
