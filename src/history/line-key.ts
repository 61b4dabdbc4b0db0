/** What tells one line from another: what the user calls it (`--line`), else the hardware address of its gateway. */
export interface LineKey {
  readonly name?: string
  readonly gateway?: string
}

/**
 * Whether both are the same line. A name outweighs the hardware, so that a history goes on behind a new router; a record that
 * knows neither belongs to every line, for most machines only ever see one.
 */
export function sameLine(one: LineKey, other: LineKey): boolean {
  if (one.name !== undefined || other.name !== undefined) return one.name === other.name
  return one.gateway === undefined || other.gateway === undefined || one.gateway === other.gateway
}
