/**
 * What the names of this line, of the domain `home.test` and of the lists say, and who tells it. All that is left out is as
 * it should be: the public addresses lead to names and back, `home.test` has its mail brought here, nobody is on a list.
 */
export interface NamesSpec {
  /**
   * Lines of a zone file with absolute names: each stands in place of all that is built in of its name and type. Without
   * data (`mail.home.test. A`) it only takes that away.
   */
  readonly records?: readonly string[]
  /** All zones from the root down to `home.test` are signed; only that one not as it should be. Unsigned unless told. */
  readonly signed?: Signed
  /** `of-the-server`: a TLSA record of the key that the mail server at home shows (`serves: 'mail'`). None unless told. */
  readonly tlsa?: 'of-the-server'
  /** What large receivers do with calls from this line; they greet it as any other unless told. */
  readonly receivers?: 'turn-away'
  /** Whom machines at home ask for names. */
  readonly resolver?: Resolver
  /** `home.test` announces a page that says how its mail is to be secured (MTA-STS), and this is what is found there. */
  readonly policy?: Policy
}

/**
 * `well`: for a month. `not-for-long`: until tomorrow. `badly`: with a key that its parent knows nothing of, so that whoever
 * checks it takes nothing of it. `no`: only the zones above are.
 */
export type Signed = 'well' | 'not-for-long' | 'badly' | 'no'

/**
 * The provider's resolver, behind the one in the router; it does not look at signatures unless told. `validating`: it does,
 * and the router passes on what it says. `rewriting`: it has an address for every name below `com`. `refusing`: it answers
 * nobody. `udp-only`: the router's own cannot be asked over TCP.
 */
export type Resolver = 'validating' | 'rewriting' | 'refusing' | 'udp-only'

export interface Policy {
  readonly text: string
  /** `of-another`: the page's certificate is for another name. A good one unless told. */
  readonly certificate?: 'of-another'
}
