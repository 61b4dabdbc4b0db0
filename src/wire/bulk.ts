import { bounds } from './protocol.ts'

/**
 * Large segments on purpose, to see whether the line swallows them (a black hole for path MTU discovery, RFC 2923 §2.1): on
 * the SMTP ports that begin in the clear, an agent that has named its session may once in a conversation send a bounded
 * number of octets, or have them sent.
 *
 *     agent:  XSINK 8192                 agent:  XSOURCE 8192
 *     probe:  354 send 8192 octets       probe:  250 8192 octets follow
 *     agent:  <8192 octets>              probe:  <8192 octets>
 *     probe:  250 8192 received
 */
export const bulkPorts = [25, 587] as const

export type BulkPort = (typeof bulkPorts)[number]

export interface BulkCommand {
  /** `sink`: from the agent to the probe; `source`: from the probe to the agent. */
  readonly kind: 'sink' | 'source'
  readonly octets: number
}

export function writeBulkCommand({ kind, octets }: BulkCommand): string {
  return `${kind === 'sink' ? 'XSINK' : 'XSOURCE'} ${octets}`
}

/** Undoes `writeBulkCommand`; undefined for anything else, and for a number out of bounds. */
export function readBulkCommand(line: string): BulkCommand | undefined {
  const match = /^(XSINK|XSOURCE) ([1-9][0-9]{0,4})$/i.exec(line)
  const octets = Number(match?.[2])
  if (match === null || octets > bounds.bulkBytes) return undefined
  return { kind: match[1]?.toUpperCase() === 'XSINK' ? 'sink' : 'source', octets }
}

/** The reply that lets the octets begin. */
export function bulkGo({ kind, octets }: BulkCommand): string {
  return kind === 'sink' ? `354 send ${octets} octets` : `250 ${octets} octets follow`
}

/** The reply once all have come. */
export function bulkReceived(octets: number): string {
  return `250 ${octets} received`
}

/** What is sent: lines of 80 bytes, since boxes that read along choke on lines of thousands. */
export function bulkOf(octets: number): string {
  const line = `${'x'.repeat(78)}\r\n`
  return line.repeat(Math.ceil(octets / line.length)).slice(0, octets)
}
