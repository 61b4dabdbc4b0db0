import type { Blocklist } from '../core/asked.ts'
import type { Sourced } from './witnesses.ts'

/** A list that receivers ask, and on what terms. How one gets off each is told in `docs/checks/reputation.abuse.md`. */
export interface KnownBlocklist extends Blocklist, Sourced {
  readonly removal: string
  /** Who may ask it for nothing, and on what condition. */
  readonly terms: string
  /** Where holders of a key of Spamhaus's Data Query Service ask instead: the key goes before it as a label. */
  readonly keyed?: string
}

/**
 * Lists that are asked unless others are given, few on purpose: Spamhaus's, by which the large receivers turn mail away, and
 * four that are alive, free for so little, and have one address at a time on them. All are tried with their test points
 * (127.0.0.2 listed, 127.0.0.1 not; `test` and `invalid`) before they are believed; 127.255.255.x means of each that it does
 * not answer us. Left out are lists that are dead (SORBS, NiX Spam, inps.de, CBL, UnsubScore), that answer nobody without an
 * account (Validity, Abusix), and that list a whole provider for one of its customers (UCEPROTECT 2 and 3).
 *
 * A list of addresses whose zone is dead one day does no harm: it fails its test points, and is unheard of.
 */
export const blocklists: readonly KnownBlocklist[] = [
  {
    name: 'Spamhaus ZEN',
    zone: 'zen.spamhaus.org',
    keyed: 'zen.dq.spamhaus.net',
    of: ['v4', 'v6'],
    codes: {
      // SBL: found by people. CSS: by machines. XBL: infected devices (5 to 7 are kept for it). DROP: stolen networks.
      '127.0.0.2': 'abuse',
      '127.0.0.3': 'abuse',
      '127.0.0.4': 'abuse',
      '127.0.0.5': 'abuse',
      '127.0.0.6': 'abuse',
      '127.0.0.7': 'abuse',
      '127.0.0.9': 'abuse',
      // PBL: lines that are not supposed to send mail themselves, as their provider says, or as Spamhaus does.
      '127.0.0.10': 'policy-by-provider',
      '127.0.0.11': 'policy',
      // BCL: who gives orders to infected devices.
      '127.0.0.30': 'abuse',
    },
    removal: 'https://check.spamhaus.org/',
    terms:
      'Free for what is not business, up to 300,000 questions a day, but not through public resolvers (8.8.8.8, 1.1.1.1) nor those whose own name is generic: they get 127.255.255.254. With a key, free as well, through any.',
    source:
      'https://docs.spamhaus.com/datasets/docs/source/10-data-type-documentation/datasets/040-zones.html and https://www.spamhaus.org/pbl/removal/',
    seen: '2026-11',
  },
  {
    name: 'SpamCop',
    zone: 'bl.spamcop.net',
    of: ['v4'],
    codes: { '127.0.0.2': 'minor' },
    removal: 'https://www.spamcop.net/bl.shtml',
    terms: 'Free.',
    source: 'https://www.spamcop.net/bl.shtml; asked by SpamAssassin 4 (20_dnsbl_tests.cf)',
    seen: '2026-11',
  },
  {
    name: 'PSBL',
    zone: 'psbl.surriel.com',
    of: ['v4'],
    codes: { '127.0.0.2': 'minor' },
    removal: 'https://psbl.org/remove',
    terms: 'Free.',
    source: 'https://psbl.org/; asked by SpamAssassin 4 (20_dnsbl_tests.cf)',
    seen: '2026-11',
  },
  {
    name: 'Barracuda',
    zone: 'b.barracudacentral.org',
    of: ['v4'],
    codes: { '127.0.0.2': 'minor' },
    removal: 'https://www.barracudacentral.org/rbl/removal-request',
    terms: 'Free for resolvers whose address is registered; others may get no answer.',
    source: 'https://www.barracudacentral.org/rbl/how-to-use',
    seen: '2026-11',
  },
  {
    name: 'Mailspike',
    zone: 'bl.mailspike.net',
    of: ['v4'],
    codes: { '127.0.0.2': 'minor', '127.0.0.10': 'minor', '127.0.0.11': 'minor', '127.0.0.12': 'minor' },
    removal: 'https://mailspike.io/ip_verify',
    terms: 'Free for what is not business, up to 100,000 questions a day.',
    source:
      'https://www.suped.com/blocklists/mailspike-blacklist-bl; codes https://github.com/rspamd/rspamd (conf/modules.d/rbl.conf)',
    seen: '2026-11',
  },
  {
    name: 'Spamhaus DBL',
    zone: 'dbl.spamhaus.org',
    keyed: 'dbl.dq.spamhaus.net',
    of: ['domain'],
    codes: {
      // Of those who do it: spam, phishing, malware, botnets. From 102 on: of those whom it is done to.
      '127.0.1.2': 'abuse',
      '127.0.1.4': 'abuse',
      '127.0.1.5': 'abuse',
      '127.0.1.6': 'abuse',
      '127.0.1.102': 'abuse',
      '127.0.1.103': 'abuse',
      '127.0.1.104': 'abuse',
      '127.0.1.105': 'abuse',
      '127.0.1.106': 'abuse',
      // For whoever asks about an address.
      '127.0.1.255': 'refused',
    },
    removal: 'https://check.spamhaus.org/',
    terms: 'As Spamhaus ZEN.',
    source:
      'https://docs.spamhaus.com/datasets/docs/source/10-data-type-documentation/datasets/040-zones.html; the test point https://www.spamhaus.org/faqs/domain-blocklist/',
    seen: '2026-11',
  },
]
