import type { TableEntry } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import type { RouterPlace } from '../router/router-place.ts'
import { callAction } from './call-action.ts'
import type { ActionOutcome, IgdService } from './igd.ts'
import { readTableEntry, readWholeEntry } from './table-entry.ts'
import { portNumber, wholeNumber } from './whole-number.ts'

/** NoSuchEntryInArray */
const noSuchEntry = 714
/** SpecifiedArrayIndexInvalid; some routers say 714 there, others 402 (Invalid Args). */
const pastTheEnd: readonly number[] = [713, noSuchEntry, 402]

/** What the router's table has for a TCP port, for callers from anywhere; null: nothing. */
export async function specificEntry(
  line: Line,
  place: RouterPlace,
  service: IgdService,
  externalPort: number,
  ms?: number,
): Promise<ActionOutcome<TableEntry | null>> {
  const external = portNumber(externalPort)
  const ended = await callAction<TableEntry>(
    line,
    place,
    service,
    {
      name: 'GetSpecificPortMappingEntry',
      values: [
        ['NewRemoteHost', ''],
        ['NewExternalPort', external],
        ['NewProtocol', 'TCP'],
      ],
      read: (reply) => readTableEntry(reply, { external, remoteHost: '' }),
    },
    ms,
  )
  return ended.kind === 'fault' && ended.code === noSuchEntry ? { kind: 'done', value: null } : ended
}

/** The line of the router's table at that place, counted from 0, or its end. */
export async function genericEntry(
  line: Line,
  place: RouterPlace,
  service: IgdService,
  index: number,
  ms?: number,
): Promise<ActionOutcome<(TableEntry & { readonly protocol: 'TCP' | 'UDP' }) | 'end'>> {
  const ended = await callAction(
    line,
    place,
    service,
    {
      name: 'GetGenericPortMappingEntry',
      values: [['NewPortMappingIndex', wholeNumber('an index', index, 0, 65_535)]],
      read: readWholeEntry,
    },
    ms,
  )
  return ended.kind === 'fault' && pastTheEnd.includes(ended.code) ? { kind: 'done', value: 'end' } : ended
}
