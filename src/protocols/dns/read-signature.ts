/** What one signature (RRSIG, RFC 4034 §3) says of itself. */
export interface Signature {
  /** The type of the records that it is over. */
  readonly covers: string
  /** IANA DNSSEC algorithm number. */
  readonly algorithm: number
  /** From when until when it holds: ISO 8601, UTC. */
  readonly since: string
  readonly until: string
  readonly signer: string
}

/** Type, algorithm, labels, TTL, until, since, key tag, signer, and the signature itself, which is not looked at. */
const form = /^([A-Z0-9]{1,10}) (\d{1,3}) \d{1,3} \d{1,10} (\d{14}) (\d{14}) \d{1,5} (\S{1,1100}) \S+$/

/** Reads the data of an RRSIG record in presentation form; undefined where it is none. */
export function readSignature(data: string): Signature | undefined {
  const [, covers, algorithm, until, since, signer] = form.exec(data) ?? []
  const [untilTime, sinceTime] = [timeOf(until), timeOf(since)]
  if (covers === undefined || signer === undefined || untilTime === undefined || sinceTime === undefined)
    return undefined
  return { covers, algorithm: Number(algorithm), since: sinceTime, until: untilTime, signer }
}

/** `YYYYMMDDHHmmSS` in UTC (RFC 4034 §3.2). */
function timeOf(text = ''): string | undefined {
  const iso = text.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6Z')
  const time = new Date(iso)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}
