/**
 * How long each look and check may take, in milliseconds, at patience 1. Along the longest path of needs they must add
 * up to at most 13 s, which a test sums: gateway, path, session, dial-back and two that only combine.
 */
export const budgets = {
  /** Reads a few files, or runs two tools of the system; sends nothing. */
  readingTheMachine: 300,
  /** The same, and one small page in the clear: a captive portal is near, so it answers at once or is none. */
  portal: 900,
  /** TCP, TLS and one request: three round trips of at most 700 ms, and one lost packet. */
  session: 2_800,
  /** The probe ends a dial-back after 8.5 s (its own bound); the rest is for the way there and back. */
  dialBack: 8_900,
  /** Connect within 4 s; a greeting that is held back 6 s (postscreen does) still fits where the connection was quick. */
  conversation: 8_900,
  /** The client's own bounds: a set-up that fails (2.2 s), then one with 3 s for a segment to be sent again, twice. */
  largeSegments: 8_400,
  /** Two of STUN's retransmissions (0.5 s and 1 s, RFC 8489 §6.2.1) and their answers. */
  stun: 2_000,
  /** A router on the way answers within a round trip or not at all. */
  hops: 2_000,
  /** Long enough for a few looks; what it can say of nights is nothing, and it says so. */
  quietLook: 3_500,
  /** Two questions to name servers, then the registry, whose client has a bound of its own (4 s). Nobody waits for it. */
  provider: 7_000,
  /**
   * One that has announced itself may take a second for its description, and another for its state: cheap ones put them
   * together only then. No longer than a session, beside which it runs.
   */
  router: 2_800,
  /** Of these: for an answer at all. A router is a millisecond away, and silence is an answer after a second. */
  routerSilent: 1_000,
  /** Of these: for a few questions about its table, once it was met. */
  routerTable: 250,
  /**
   * With `--allow-router` alone, outside the longest path: a session (2.8 s), six ports asked for and read back one after
   * the other (6 s), a dial-back (8.9 s), and six taken back (5 s).
   */
  mapping: 22_700,
  /** Of these: after which no further port is asked for. */
  mappingAsked: 6_000,
  /**
   * With `--globalping` or a port checker alone, outside the longest path: its probes try a port for 5 s and the API takes a
   * few more, first for a port that is known to be open, then for ours, all at once.
   */
  callers: 30_000,
  /** A few questions to name servers, and one to the zone's own where something is missing. Resolvers give up within 5 s. */
  names: 5_000,
  /** Three lookups, one after the other: the domain, all names above it at once, those who get its reports at once. */
  treeWalk: 12_000,
  /** RFC 7208 §4.6.4 allows 20 s, which is what `mailworthy spf` takes; who waits for a whole report gets a temperror before. */
  spf: 5_000,
  /**
   * Two lookups (5 s and 3 s), TLS and one page over HTTPS (2.4 s each): hardly ever, and then beside a dial-back, which
   * takes as long.
   */
  policyPage: 12_800,
  /** Connect within 4 s and say hello, after a look at names; a greeting that is held back still fits on most days. */
  exchangerKeys: 7_900,
  /** Only puts together what others saw. */
  combining: 100,
} as const
