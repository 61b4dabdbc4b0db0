/** Where a service is (RFC 2782). */
export interface Service {
  readonly priority: number
  readonly weight: number
  readonly port: number
  /** In lower case, without the final dot; `.`: it is not offered. */
  readonly host: string
}

const most = 0xffff

/** Reads the data of a SRV record, `0 1 993 mail.example.org`; undefined for what is none. */
export function readSrv(data: string): Service | undefined {
  const match = /^(\d{1,5}) (\d{1,5}) (\d{1,5}) (\S{1,255})$/.exec(data)
  const [priority = 0, weight = 0, port = 0] = match?.slice(1, 4).map(Number) ?? []
  const host = match?.[4] ?? ''
  if (match === null || Math.max(priority, weight, port) > most) return undefined
  return { priority, weight, port, host: host === '.' ? host : host.replace(/\.$/, '').toLowerCase() }
}
