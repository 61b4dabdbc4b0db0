/** The public internet as mailworthy knows it where it is told of nobody else. */
export interface PublicSpec {
  /**
   * The witnesses that mailworthy has built in stand on this internet under their own names and, where those are fixed,
   * addresses; nothing is named on its command line then. `half`: of those of a kind only the last is alive. `none`: no
   * name leads to anybody who answers.
   */
  readonly witnesses?: 'all' | 'half' | 'none'
  /** The network that announces the addresses of this line, as Team Cymru tells whoever asks. */
  readonly announcedBy?: { readonly asn: number; readonly name: string }
  /** Whatever name server a machine at home asks, the router answers in its place. */
  readonly nameServers?: 'taken-by-the-router'
}
