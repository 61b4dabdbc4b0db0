import type { Failure } from '../../../core/failure.ts'
import type { Line } from '../../../core/line.ts'
import { isDenial } from '../../../protocols/dns/is-denial.ts'
import { lookUp } from '../../../protocols/dns/look-up.ts'
import type { WantedRecord } from './record-set.ts'

export interface ComparedRecord extends Omit<WantedRecord, 'fits'> {
  /** `not-known`: it could not be looked up. */
  readonly state: 'there' | 'differs' | 'missing' | 'not-known'
  /** What is there of its kind. */
  readonly found: readonly string[]
  readonly failure?: Failure
}

/** Looks up what is there of each record already. */
export async function compare(line: Line, wanted: readonly WantedRecord[]): Promise<readonly ComparedRecord[]> {
  return Promise.all(
    wanted.map(async ({ fits, ...record }) => {
      // The host of a page may have an address of its own: how it comes to one does not matter.
      const found = await lookUp(line, record.name, record.type === 'CNAME' ? 'A' : record.type)
      if (!found.ok) {
        return isDenial(found)
          ? { ...record, state: 'missing' as const, found: [] }
          : { ...record, state: 'not-known' as const, found: [], failure: found.failure }
      }
      const ofKind =
        record.type === 'TXT' ? found.value.data.filter((text) => isOfKind(text, record)) : found.value.data
      const state = ofKind.length === 0 ? 'missing' : fits(ofKind) ? 'there' : 'differs'
      return { ...record, state, found: ofKind } as const
    }),
  )
}

/** A name has many texts; those of a record's kind begin as it does. A key has the name to itself. */
function isOfKind(text: string, { data }: Pick<WantedRecord, 'data'>): boolean {
  const version = data?.split(/[; ]/, 1)[0]?.toLowerCase()
  return version === undefined || text.replaceAll(/["\s]/g, '').toLowerCase().startsWith(version)
}
