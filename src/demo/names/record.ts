import type { Answer } from 'dns-packet'
import type { ZoneRecord } from './find-in-zones.ts'

/** Long enough that nobody need ask twice in one run. */
export const ttl = 300

/** A record as it goes on the wire. Throws what dns-packet says where a literal holds no such record. */
export function wireRecord({ name, type, data }: ZoneRecord): Answer {
  const head = { name, ttl, class: 'IN' } as const
  const words = data.split(' ')
  const [first = '', second = '', third = ''] = words
  const number = Number(first)
  switch (type) {
    case 'A':
    case 'AAAA':
    case 'NS':
    case 'CNAME':
    case 'PTR':
      return { ...head, type, data }
    case 'MX':
      return { ...head, type, data: { preference: number, exchange: second } }
    case 'SRV': {
      const [priority, weight, port] = words.map(Number)
      return { ...head, type, data: { priority, weight, port: port ?? 0, target: words[3] ?? '.' } }
    }
    case 'TXT':
      return { ...head, type, data: strings(data) }
    case 'CAA': {
      const [, tag = '', value = ''] = /^\d+ (\S+) "(.*)"$/.exec(data) ?? []
      // What a zone really has may be no tag that there is.
      return { ...head, type, data: { flags: number, tag: tag as 'issue', value } }
    }
    case 'TLSA': {
      const certificate = Buffer.from(words[3] ?? '', 'hex')
      return {
        ...head,
        type,
        data: { usage: number, selector: Number(second), matchingType: Number(third), certificate },
      }
    }
    case 'DS': {
      const digest = Buffer.from(words[3] ?? '', 'hex')
      return {
        ...head,
        type,
        data: { keyTag: number, algorithm: Number(second), digestType: Number(third), digest },
      }
    }
    case 'DNSKEY': {
      const key = Buffer.from(words[3] ?? '', 'base64')
      return { ...head, type, data: { flags: number, algorithm: Number(third), key } }
    }
    case 'SOA': {
      const [serial, refresh, retry, expire, minimum] = words.slice(2).map(Number)
      return { ...head, type, data: { mname: first, rname: second, serial, refresh, retry, expire, minimum } }
    }
  }
}

/** RFC 1035 §3.3: a string of a TXT has at most 255 octets. */
function strings(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  const parts: Buffer[] = []
  for (let at = 0; at === 0 || at < bytes.length; at += 255) parts.push(bytes.subarray(at, at + 255))
  return parts
}
