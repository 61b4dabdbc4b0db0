/** A public authority for certificates, and under which names CAA records let it make one. */
export interface Authority {
  /** The organisation (O) that signs, as its certificates spell it. */
  readonly organisation: string
  /** Any of these lets it. */
  readonly caa: readonly [string, ...string[]]
  readonly source: string
  readonly seen: string
}

/**
 * Those that give certificates for nothing and by a program (ACME), which is where mail servers at home have theirs from. One
 * that is not here is never said to be left out.
 */
export const authorities: readonly Authority[] = [
  {
    organisation: "Let's Encrypt",
    caa: ['letsencrypt.org'],
    source: 'https://letsencrypt.org/docs/caa/',
    seen: '2026-11',
  },
  {
    organisation: 'ZeroSSL',
    // Signed at Sectigo's; its own name is taken as well, lest a change there makes a warning here.
    caa: ['sectigo.com', 'zerossl.com'],
    source: 'https://help.zerossl.com/hc/en-us/articles/360060119753-Invalid-CAA-Records',
    seen: '2026-11',
  },
  {
    organisation: 'Google Trust Services',
    caa: ['pki.goog'],
    source: 'https://developers.google.com/public-key-infrastructure/faq, and the CAA record of google.com',
    seen: '2026-11',
  },
]
