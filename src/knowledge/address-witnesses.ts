import type { Family } from '../core/line.ts'
import type { Sourced } from './witnesses.ts'

/** A name server that tells whoever asks it a certain question which address it is asked from. */
export interface AddressWitness extends Sourced {
  readonly operator: string
  /** Its name, and its addresses where they have been the same for years. */
  readonly server: { readonly name: string; readonly v4?: string; readonly v6?: string }
  readonly question: string
  /** For each family that it can tell, the type to ask for; a TXT has the address as its text. */
  readonly types: { readonly [F in Family]?: 'A' | 'AAAA' | 'TXT' }
}

/**
 * Witnesses for the public address where UDP to STUN servers is closed and DNS is not. Each is of another operator. They
 * are worth nothing where a network answers in place of every name server: they then see that network's resolver.
 */
export const addressWitnesses: readonly AddressWitness[] = [
  {
    operator: 'Google',
    server: { name: 'ns1.google.com', v4: '216.239.32.10', v6: '2001:4860:4802:32::a' },
    question: 'o-o.myaddr.l.google.com',
    types: { v4: 'TXT', v6: 'TXT' },
    source: 'https://github.com/sindresorhus/public-ip (source/constants.js, commit d3b9361)',
    seen: '2026-11',
  },
  {
    // In June 2024 it shut out everybody in France and Portugal, after orders of two courts
    // (https://completemusicupdate.com/opendns-pulls-plug-on-france-and-portugal-after-web-blocking-injunctions-targeting-football-piracy/).
    operator: 'Cisco OpenDNS',
    server: { name: 'resolver1.opendns.com', v4: '208.67.222.222', v6: '2620:119:35::35' },
    question: 'myip.opendns.com',
    types: { v4: 'A', v6: 'AAAA' },
    source:
      'https://github.com/sindresorhus/public-ip (source/constants.js, commit d3b9361); the IPv6 address https://adguard-dns.io/kb/general/dns-providers/',
    seen: '2026-11',
  },
  {
    // Of IPv4 alone. Its successor, whoami.ds.akahelp.net, tells more about resolvers than about who asks.
    operator: 'Akamai',
    server: { name: 'ns1-1.akamaitech.net' },
    question: 'whoami.akamai.net',
    types: { v4: 'A' },
    source:
      'https://www.akamai.com/blog/developers/introducing-new-whoami-tool-dns-resolver-information; the server https://utf9k.net/questions/dns/',
    seen: '2026-11',
  },
]
