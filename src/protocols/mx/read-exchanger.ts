export interface Exchanger {
  readonly preference: number
  /** In lower case, without the final dot; `.` is the null MX (RFC 7505 §3). */
  readonly host: string
}

/** Reads the data of an MX record, `10 mx.example.org` (RFC 1035 §3.3.9); undefined for what is none. */
export function readExchanger(data: string): Exchanger | undefined {
  const match = /^(\d{1,5}) (\S{1,255})$/.exec(data)
  const [, preference = '', host = ''] = match ?? []
  if (match === null || Number(preference) > 0xffff) return undefined
  return { preference: Number(preference), host: host === '.' ? host : host.replace(/\.$/, '').toLowerCase() }
}
