import {
  AUTHENTIC_DATA,
  AUTHORITATIVE_ANSWER,
  type DecodedPacket,
  DNSSEC_OK,
  decode,
  encode,
  type OptAnswer,
  type Packet,
  type Question,
  RECURSION_AVAILABLE,
  RECURSION_DESIRED,
  TRUNCATED_RESPONSE,
} from 'dns-packet'
import { isWithin } from '../../protocols/dns/is-within.ts'
import { type FoundInZones, findInZones, type ZoneRecord } from './find-in-zones.ts'
import { wireRecord } from './record.ts'
import { keyRecords, signatures } from './sign.ts'
import type { Zones } from './zone.ts'

export interface NameServerOptions {
  readonly zones: Zones
  readonly as: ServerKind
}

/**
 * `authority`: the zones' own name server. The others are resolvers: `validating` takes nothing that is signed badly,
 * `plain` does not look at signatures, `failing` finds nothing out, `rewriting` leads whoever asks for a name that does
 * not exist to a host of its own, and `withholding` has nothing of a domain but that it exists.
 */
export type ServerKind =
  | 'authority'
  | 'validating'
  | 'plain'
  | 'failing'
  | { readonly rewriting: string }
  | { readonly withholding: string }

/** RFC 1035 §4.1.1. */
const codes = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const
/** What fits a datagram without EDNS (RFC 1035 §4.2.1), and every path with it (DNS flag day 2020). */
const [plainBytes, ednsBytes] = [512, 1232]

/** The reply to a DNS message; undefined where it is no question. One that is too long for a datagram is cut. */
export function answerQuestion(message: Buffer, server: NameServerOptions, over: 'udp' | 'tcp'): Buffer | undefined {
  const query = decoded(message)
  const question = query?.questions?.[0]
  if (query === undefined || question === undefined || query.type !== 'query') return undefined
  const opt = query.additionals?.find((each) => each.type === 'OPT')
  const asked: AskedOf = { ...server, question, query, wantsSignatures: opt?.flag_do === true }
  const empty: Packet = {
    type: 'response',
    id: query.id,
    flags:
      (query.flag_rd ? RECURSION_DESIRED : 0) |
      (server.as === 'authority' ? AUTHORITATIVE_ANSWER : RECURSION_AVAILABLE),
    questions: [question],
    additionals: opt === undefined ? [] : [optRecord(asked.wantsSignatures)],
  }
  const { flags = 0, ...sections } = said(asked)
  const reply = encode({ ...empty, ...sections, flags: (empty.flags ?? 0) | flags })
  const room = opt === undefined ? plainBytes : Math.min(Math.max(opt.udpPayloadSize, plainBytes), ednsBytes)
  if (over === 'tcp' || reply.length <= room) return reply
  return encode({ ...empty, flags: (empty.flags ?? 0) | TRUNCATED_RESPONSE })
}

interface AskedOf extends NameServerOptions {
  readonly question: Question
  readonly query: DecodedPacket
  /** The DO bit (RFC 3225 §3). */
  readonly wantsSignatures: boolean
}

/** Flags and sections of the reply, as far as they depend on what there is. */
function said(asked: AskedOf): Pick<Packet, 'flags' | 'answers' | 'authorities'> {
  const { question, query, zones, as, wantsSignatures } = asked
  const name = question.name.toLowerCase()
  const found = as === 'failing' ? 'SERVFAIL' : findInZones(zones, name, question.type)
  if (typeof found === 'string') return { flags: codes[found] }
  const { zone, signed } = found
  if (withholds(as, name, question.type))
    return { flags: name === zone ? 0 : codes.NXDOMAIN, authorities: [wireRecord(soa(zone))] }
  if (as === 'validating' && signed === 'badly' && !query.flag_cd) return { flags: codes.SERVFAIL }

  const searchPage = typeof as === 'object' && 'rewriting' in as ? as.rewriting : undefined
  const invented = searchPage !== undefined && !found.exists && question.type === 'A'
  const records = [
    ...found.records,
    ...ownOf(found, name, question.type),
    ...(invented ? [{ name, type: 'A', data: searchPage } as const] : []),
  ]
  const checked = as === 'validating' && signed !== undefined && (query.flag_ad || wantsSignatures)
  const denies = records.every(({ type }) => type === 'CNAME' && question.type !== 'CNAME')
  return {
    flags: (checked ? AUTHENTIC_DATA : 0) | (found.exists || invented ? 0 : codes.NXDOMAIN),
    answers: [
      // Given under the name as it was spelled.
      ...records.map((each) => wireRecord(each.name === name ? { ...each, name: question.name } : each)),
      ...(wantsSignatures && signed !== undefined ? signatures(records, zone, signed) : []),
    ],
    // RFC 2308 §3: who denies says for which zone.
    authorities: denies ? [wireRecord(soa(zone))] : [],
  }
}

/** Who serves a zone can be asked for all the same. */
function withholds(as: ServerKind, name: string, type: string): boolean {
  return (
    typeof as === 'object' && 'withholding' in as && isWithin(name, as.withholding) && !['SOA', 'NS'].includes(type)
  )
}

/** What a zone has without being told. */
function ownOf({ zone, signed }: FoundInZones, name: string, type: string): ZoneRecord[] {
  if (name !== zone) return []
  if (type === 'SOA') return [soa(zone)]
  return signed === undefined ? [] : keyRecords(zone, type)
}

function soa(zone: string): ZoneRecord {
  return { name: zone, type: 'SOA', data: 'ns.zones.test hostmaster.zones.test 1 3600 600 86400 300' }
}

function optRecord(flag_do: boolean): OptAnswer {
  const flags = flag_do ? DNSSEC_OK : 0
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: ednsBytes,
    extendedRcode: 0,
    ednsVersion: 0,
    flags,
    flag_do,
    options: [],
  }
}

function decoded(message: Buffer): DecodedPacket | undefined {
  try {
    return decode(message)
  } catch {
    // Whatever else knocks at a port of this machine.
    return undefined
  }
}
