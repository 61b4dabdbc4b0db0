/**
 * Throws where a request for a mapping (NAT-PMP, PCP) has numbers that no field could hold: that is a bug of the caller.
 *
 * It must not be left to the fields, which cut off what does not fit: an internal port of 65536 would be 0, and 0 means all
 * ports of this machine (RFC 6886 §3.4, RFC 6887 §11.1).
 */
export function assertMapping(wanted: {
  readonly internal: number
  readonly external: number
  readonly leaseS: number
}): void {
  assertWhole('internal port', wanted.internal, 1, 0xffff)
  assertWhole('external port', wanted.external, 0, 0xffff)
  assertWhole('lease', wanted.leaseS, 0, 0xffff_ffff)
}

function assertWhole(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) throw new RangeError(`no ${name}: ${value}`)
}
