import { failed, type Outcome, success } from '../../core/failure.ts'
import type { TableEntry } from '../../core/journal.ts'
import { canonical, rangeOf } from '../addresses.ts'
import { boundedText } from './bounded-text.ts'
import { textIn, type XmlElement } from './xml.ts'

/** Seconds, as many as four bytes hold. */
const maxLeaseS = 2 ** 32 - 1

/** A line of the table as its key is known: what was asked for by its port is not told again. */
export function readTableEntry(
  reply: XmlElement,
  key: Pick<TableEntry, 'external' | 'remoteHost'>,
): Outcome<TableEntry> {
  const port = readNumber(textIn(reply, 'NewInternalPort'), 1, 65_535)
  const address = canonical(textIn(reply, 'NewInternalClient') ?? '')
  const leaseS = readNumber(textIn(reply, 'NewLeaseDuration') || '0', 0, maxLeaseS)
  if (port === undefined || address === undefined || leaseS === undefined) return failed('malformed')
  return success({
    ...key,
    internal: { address, port },
    leaseS,
    // A boolean may be written in three ways (UPnP Device Architecture 2.0 §2.5). What does not say that it is off is on.
    enabled: !/^(0|false|no)$/i.test(textIn(reply, 'NewEnabled') ?? ''),
    description: boundedText(textIn(reply, 'NewPortMappingDescription') ?? ''),
  })
}

/** A line of the table with its key. */
export function readWholeEntry(reply: XmlElement): Outcome<TableEntry & { readonly protocol: 'TCP' | 'UDP' }> {
  // 0 is one that leads every port to a machine.
  const external = readNumber(textIn(reply, 'NewExternalPort'), 0, 65_535)
  const protocol = (textIn(reply, 'NewProtocol') ?? '').toUpperCase()
  if (external === undefined || (protocol !== 'TCP' && protocol !== 'UDP')) return failed('malformed')
  const entry = readTableEntry(reply, { external, remoteHost: readRemoteHost(reply) })
  return entry.ok ? success({ ...entry.value, protocol }) : entry
}

/** Empty for callers from anywhere, which some routers write as 0.0.0.0. */
function readRemoteHost(reply: XmlElement): string {
  const host = boundedText(textIn(reply, 'NewRemoteHost') ?? '')
  return rangeOf(host) === 'unspecified' ? '' : host
}

export function readNumber(text: string | undefined, least: number, most: number): number | undefined {
  const value = /^\d{1,10}$/.test(text ?? '') ? Number(text) : undefined
  return value !== undefined && value >= least && value <= most ? value : undefined
}
