import { isWithin } from '../../../protocols/dns/is-within.ts'
import { readSrv } from '../../../protocols/srv/read-srv.ts'
import { readCaa } from '../../../protocols/caa/read-caa.ts'
import { readExchanger } from '../../../protocols/mx/read-exchanger.ts'
import type { WantedRecord } from './record-set.ts'

/** A record as the web form of a registrar has it. */
export interface FormFields {
  /** Relative to the zone, which is `@` itself; whole where it stands in another zone. */
  readonly name: string
  readonly type: string
  readonly priority?: number
  readonly weight?: number
  readonly port?: number
  readonly flags?: number
  readonly tag?: string
  /** Absent where only the mail server knows it. */
  readonly value?: string
  /** For how long others may remember it, in seconds. */
  readonly ttl: number
}

/** An hour, which every form has on offer: a slip is mended the same day. */
const ttl = 3_600

export function formFields(record: Pick<WantedRecord, 'name' | 'type' | 'data'>, zone: string): FormFields {
  const { type, data } = record
  return { name: relativeTo(zone, record.name), type, ...(data !== undefined && parts(type, data)), ttl }
}

function relativeTo(zone: string, name: string): string {
  if (name === zone) return '@'
  return isWithin(name, zone) ? name.slice(0, -zone.length - 1) : name
}

/** Forms have a field of its own for each part of the data. */
function parts(type: WantedRecord['type'], data: string): Partial<FormFields> {
  const exchanger = type === 'MX' ? readExchanger(data) : undefined
  if (exchanger !== undefined) return { priority: exchanger.preference, value: exchanger.host }
  const service = type === 'SRV' ? readSrv(data) : undefined
  if (service !== undefined) {
    const { priority, weight, port, host } = service
    return { priority, weight, port, value: host }
  }
  const caa = type === 'CAA' ? readCaa(data) : undefined
  if (caa !== undefined) return { flags: caa.critical ? 128 : 0, tag: caa.tag, value: caa.value }
  return { value: data }
}
