import type { TableEntry } from '../../../core/journal.ts'
import type { Endpoint } from '../../../core/line.ts'
import { sameAddress } from '../../../protocols/addresses.ts'

export const thisMachine = 'this machine'

/** `this machine`, or the address of another. */
export function machineWords(address: string, own: readonly string[]): string {
  return own.some((each) => sameAddress(each, address)) ? thisMachine : address
}

/** `this machine, port 2525`. */
export function placeWords({ address, port }: Endpoint, own: readonly string[]): string {
  return `${machineWords(address, own)}, port ${port}`
}

/** Where a line of a router's table leads, the words that stand there, and what is special about it. */
export function entryWords(entry: TableEntry, own: readonly string[]): string {
  const named = entry.description === '' ? '' : ` ("${entry.description}")`
  return [
    `${placeWords(entry.internal, own)}${named}`,
    ...(entry.remoteHost === '' ? [] : [`for callers from ${entry.remoteHost} alone`]),
    ...(entry.enabled ? [] : ['switched off']),
  ].join(', ')
}
