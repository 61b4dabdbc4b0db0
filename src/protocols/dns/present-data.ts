import { canonical } from '../addresses.ts'
import { RdataReader } from './rdata-reader.ts'
import type { RawRecord } from './read-message.ts'
import { type ReadableType, typeName } from './record-types.ts'

/** SHA-1, SHA-256, GOST, SHA-384, by digest type (IANA DS RR type digest algorithms). */
const dsBytes: Readonly<Record<number, number>> = { 1: 20, 2: 32, 3: 32, 4: 48 }

/**
 * The data of a record in presentation form, or nothing where it does not fill its rdata exactly.
 *
 * dns-packet reads on past RDLENGTH and takes an empty A record for `undefined.undefined…`; here every byte that the
 * record announced must be used, and none beyond.
 */
export function presentData(message: Uint8Array, record: RawRecord, type: ReadableType): string | undefined {
  const rdata = new RdataReader(message, record.start, record.end)
  const text = readers[type](rdata)
  return rdata.complete() ? text : undefined
}

const readers: Readonly<Record<ReadableType, (rdata: RdataReader) => string>> = {
  A: (rdata) => [...rdata.bytes(4)].join('.'),
  AAAA: (rdata) => address6(rdata.bytes(16)),
  NS: (rdata) => rdata.name(),
  CNAME: (rdata) => rdata.name(),
  PTR: (rdata) => rdata.name(),
  MX: (rdata) => `${rdata.u16()} ${rdata.name()}`,
  SRV: (rdata) => `${rdata.u16()} ${rdata.u16()} ${rdata.u16()} ${rdata.name()}`,
  SOA: (rdata) =>
    `${rdata.name()} ${rdata.name()} ${rdata.u32()} ${rdata.u32()} ${rdata.u32()} ${rdata.u32()} ${rdata.u32()}`,
  TXT: (rdata) => joinedText(rdata),
  TLSA: (rdata) => {
    // RFC 6698 §4.1: a digest of the wrong length makes this record unusable, and not the others beside it.
    return `${rdata.u8()} ${rdata.u8()} ${rdata.u8()} ${hex(rdata.rest())}`
  },
  DS: (rdata) => {
    const [tag, algorithm, type] = [rdata.u16(), rdata.u8(), rdata.u8()]
    return `${tag} ${algorithm} ${type} ${hex(digest(rdata, dsBytes[type]))}`
  },
  DNSKEY: (rdata) => `${rdata.u16()} ${rdata.u8()} ${rdata.u8()} ${base64(rdata.rest())}`,
  CAA: (rdata) => {
    const flags = rdata.u8()
    const tag = ascii(rdata.bytes(rdata.u8()))
    // RFC 8659 §4.1: letters and digits, at least one.
    if (!/^[a-z0-9]+$/i.test(tag)) rdata.refuse()
    return `${flags} ${tag.toLowerCase()} "${escaped(rdata.rest())}"`
  },
  RRSIG: (rdata) => {
    const head = `${typeName(rdata.u16())} ${rdata.u8()} ${rdata.u8()} ${rdata.u32()}`
    const [until, since] = [time(rdata.u32()), time(rdata.u32())]
    return `${head} ${until} ${since} ${rdata.u16()} ${rdata.name()} ${base64(rdata.rest())}`
  },
}

/** The strings of a TXT record are one text, joined without a separator (RFC 7208 §3.3, RFC 6376 §3.6.2.2). */
function joinedText(rdata: RdataReader): string {
  const strings: Uint8Array[] = []
  // At least one string (RFC 1035 §3.3.14).
  do strings.push(rdata.bytes(rdata.u8()))
  while (rdata.left() > 0 && !rdata.refused())
  return new TextDecoder().decode(Buffer.concat(strings))
}

function digest(rdata: RdataReader, length: number | undefined): Uint8Array {
  return length === undefined ? rdata.rest() : rdata.bytes(length)
}

function address6(bytes: Uint8Array): string {
  if (bytes.length !== 16) return ''
  const groups = Array.from({ length: 8 }, (_, index) => hex(bytes.subarray(index * 2, index * 2 + 2)))
  // A v4-mapped address in an AAAA record stays what the zone says: an IPv6 address that no host can have.
  const text = groups.join(':')
  return text.startsWith('0000:0000:0000:0000:0000:ffff:') ? text : (canonical(text) ?? '')
}

/** RFC 4034 §3.2: YYYYMMDDHHmmSS. The 32 bits wrap in 2106; nothing asks for that yet. */
function time(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replaceAll(/[-:T]|\.\d+Z/g, '')
}

function escaped(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) {
    if (byte === 0x22 || byte === 0x5c) text += `\\${String.fromCharCode(byte)}`
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte)
    else text += `\\${String(byte).padStart(3, '0')}`
  }
  return text
}

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
