import { sameAddress } from '../../../protocols/addresses.ts'
import { readCaa } from '../../../protocols/caa/read-caa.ts'
import { readDkimKey } from '../../../protocols/dkim/read-dkim-key.ts'
import { isDmarc, readDmarc } from '../../../protocols/dmarc/read-dmarc.ts'
import { mtaStsVersion, readMtaSts } from '../../../protocols/mta-sts/read-mta-sts.ts'
import { readExchanger } from '../../../protocols/mx/read-exchanger.ts'
import { isSpfRecord, readSpfRecord } from '../../../protocols/spf/read-spf-record.ts'
import { readSrv } from '../../../protocols/srv/read-srv.ts'
import { readTlsRpt, tlsRptVersion } from '../../../protocols/tls-rpt/read-tls-rpt.ts'
import { versionedRecords } from '../../../protocols/versioned-records.ts'

type Fits = (found: readonly string[]) => boolean

/** Whether what a name has already does what a record is for, be it in other words than the ones that we would choose. */
export const fits = {
  mx:
    (host: string): Fits =>
    (found) =>
      found.every((data) => readExchanger(data)?.host === host),
  only:
    (address: string): Fits =>
    (found) =>
      found.every((each) => sameAddress(each, address)),
  ptr:
    (host: string): Fits =>
    (found) =>
      found.some((name) => name.replace(/\.$/, '').toLowerCase() === host),
  /** Sound, and the only one. Whether it lets this line send is for names.spf to say. */
  spf: (found: readonly string[]) => {
    const [only, another] = found.filter(isSpfRecord)
    return only !== undefined && another === undefined && readSpfRecord(only).ok
  },
  dkim: (found: readonly string[]) => {
    const read = readDkimKey(found[0] ?? '')
    return found.length === 1 && !('flaw' in read) && !read.revoked
  },
  dmarc: (found: readonly string[]) => {
    const [only, another] = found.filter(isDmarc)
    const read = only === undefined || another !== undefined ? undefined : readDmarc(only)
    return read !== undefined && read.wrong.length === 0
  },
  srv:
    (host: string): Fits =>
    (found) =>
      found.every((data) => readSrv(data)?.host === host),
  mtaSts: (found: readonly string[]) => {
    const [only, another] = versionedRecords(found, mtaStsVersion).meant
    return only !== undefined && another === undefined && 'id' in readMtaSts(only)
  },
  tlsRpt: (found: readonly string[]) => {
    const [only, another] = versionedRecords(found, tlsRptVersion).meant
    return only !== undefined && another === undefined && 'to' in readTlsRpt(only)
  },
  caa: (found: readonly string[]) => found.some((data) => (readCaa(data)?.issuer ?? '') !== ''),
  any: (found: readonly string[]) => found.length > 0,
} as const
