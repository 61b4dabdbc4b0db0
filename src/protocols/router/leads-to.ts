import type { TableEntry } from '../../core/journal.ts'
import type { Endpoint } from '../../core/line.ts'
import { sameAddress } from '../addresses.ts'

/** Whether a line of a router's table leads to that very port of that very machine. */
export function leadsTo(entry: TableEntry, internal: Endpoint): boolean {
  return entry.internal.port === internal.port && sameAddress(entry.internal.address, internal.address)
}
