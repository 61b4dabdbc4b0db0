/** What the program `inside/whoami.ts` is told: the name servers that it is, and what each is asked. */
export type WhoamiSettings = readonly {
  readonly addresses: readonly string[]
  /** The one name that it knows. */
  readonly question: string
  readonly types: readonly ('A' | 'AAAA' | 'TXT')[]
}[]
