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
  /** Globalping, where it is asked at its public name. */
  readonly globalping?: GlobalpingState
  /** Whatever name server a machine at home asks, the router answers in its place. */
  readonly nameServers?: 'taken-by-the-router'
}

/**
 * `cannot-reach-25`: the volunteers' own lines let nothing out to port 25. `lists-this-line`: it calls no address that is on
 * its lists. `spent`: it was asked too often in this hour. `never-done`: what it begins it never ends.
 */
export type GlobalpingState = 'fine' | 'cannot-reach-25' | 'lists-this-line' | 'spent' | 'never-done'
