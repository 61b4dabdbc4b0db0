import type { LineKey } from '../../../history/line-key.ts'
import type { WatchRecord } from '../../../history/record.ts'
import type { RunHead } from '../../../history/saved-run.ts'

/** A line that something is kept of. */
export interface LineKept {
  /** With the gateway that it had last. */
  readonly line: LineKey
  /** All that it had: a line that has a name may have had several. */
  readonly gateways: ReadonlySet<string>
  /** Of its newest record or run, ISO 8601, UTC. */
  readonly lastAt: string
}

/**
 * The lines of a history, the one with the newest records first. What belongs to any line (neither a name nor a gateway is
 * known) is one of its own only where there is no other.
 */
export function linesKept(records: readonly WatchRecord[], runs: readonly RunHead[]): readonly LineKept[] {
  const kept = new Map<string, { line: LineKey; gateways: Set<string>; lastAt: string }>()
  const note = (line: LineKey, at: string) => {
    const id = line.name === undefined ? `gateway ${line.gateway ?? ''}` : `name ${line.name}`
    const known = kept.get(id)
    const gateways = known?.gateways ?? new Set()
    if (line.gateway !== undefined) gateways.add(line.gateway)
    if (known === undefined || at >= known.lastAt)
      kept.set(id, { line: { ...known?.line, ...line }, gateways, lastAt: at })
  }
  let current: { readonly line: LineKey; lastAt: string } | undefined
  for (const record of records) {
    // A test is written beside whoever watches, maybe another line.
    if (record.kind === 'reboot-test' && record.line !== undefined) note(record.line, record.at)
    else if (record.kind === 'began' || record.kind === 'line') {
      if (current !== undefined) note(current.line, current.lastAt)
      current = { line: record.line, lastAt: record.at }
    } else if (current !== undefined && record.at > current.lastAt) current.lastAt = record.at
  }
  if (current !== undefined) note(current.line, current.lastAt)
  for (const { line, at } of runs) note(line, at)
  const lines = [...kept.values()].sort((one, other) => (one.lastAt < other.lastAt ? 1 : -1))
  const told = lines.filter(({ line }) => line.name !== undefined || line.gateway !== undefined)
  return told.length > 0 ? told : lines
}
