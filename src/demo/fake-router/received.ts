/** What the router was asked, counted. */
export interface Received {
  /** M-SEARCH, to the router or to the group. */
  searches: number
  descriptions: number
  /** Of its UPnP services, by their names. */
  readonly actions: Map<string, number>
  natpmp: number
  pcp: number
}

export function nothingReceived(): Received {
  return { searches: 0, descriptions: 0, actions: new Map(), natpmp: 0, pcp: 0 }
}

export function countAction({ actions }: Received, name: string): void {
  actions.set(name, (actions.get(name) ?? 0) + 1)
}
