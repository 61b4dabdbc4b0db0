import { readName } from './read-name.ts'

/** A DNS message as it lies on the wire, rdata unread. Names are as `readName` gives them. */
export interface RawMessage {
  readonly id: number
  readonly response: boolean
  /** The AA flag. */
  readonly authoritative: boolean
  readonly truncated: boolean
  readonly authentic: boolean
  /** With the upper bits of the OPT record, if there is one (RFC 6891 §6.1.3). */
  readonly rcode: number
  /** There is an OPT record: the server speaks EDNS (RFC 6891 §7). */
  readonly edns: boolean
  readonly questions: readonly { readonly name: string; readonly type: number; readonly class: number }[]
  readonly answers: readonly RawRecord[]
  readonly authorities: readonly RawRecord[]
}

export interface RawRecord {
  readonly name: string
  readonly type: number
  readonly class: number
  readonly ttl: number
  /** Where the rdata lies in the message: names within it may point to before it. */
  readonly start: number
  readonly end: number
}

const headerBytes = 12
/** What a length prefix of TCP can announce (RFC 1035 §4.2.2). */
const maxMessageBytes = 65_535
/** The root, a type, a class, a TTL, a length. */
const minRecordBytes = 11
const minQuestionBytes = 5
const optType = 41
/** RFC 2181 §8: a TTL with its top bit set counts as zero. */
const maxTtl = 0x7fff_ffff

/**
 * Reads header, questions and the frames of all records, or nothing where the message cannot be understood.
 *
 * A truncated message is not read beyond its questions: it may have been cut anywhere, and is asked for again anyway.
 * Bytes after the last record are ignored; some forwarders pad.
 */
export function readMessage(message: Uint8Array): RawMessage | undefined {
  if (message.length < headerBytes || message.length > maxMessageBytes) return undefined
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  const flags = view.getUint16(2)
  const count = { questions: view.getUint16(4), answers: view.getUint16(6), authorities: view.getUint16(8) }
  const beforeOthers = count.answers + count.authorities
  const truncated = (flags & 0x0200) !== 0

  let at = headerBytes
  const questions: { name: string; type: number; class: number }[] = []
  // Forged counts must not cost more than the bytes that came.
  if (count.questions * minQuestionBytes > message.length) return undefined
  for (let index = 0; index < count.questions; index += 1) {
    const name = readName(message, at)
    if (name === undefined || name.end + 4 > message.length) return undefined
    questions.push({ name: name.name, type: view.getUint16(name.end), class: view.getUint16(name.end + 2) })
    at = name.end + 4
  }

  const answers: RawRecord[] = []
  const authorities: RawRecord[] = []
  let edns = false
  let rcode = flags & 0x000f
  const total = truncated ? 0 : beforeOthers + view.getUint16(10)
  if (total * minRecordBytes > message.length) return undefined
  for (let index = 0; index < total; index += 1) {
    const record = readRecord(message, view, at)
    if (record === undefined) return undefined
    if (index < count.answers) answers.push(record)
    else if (index < beforeOthers) authorities.push(record)
    else if (record.type === optType && !edns) {
      edns = true
      rcode |= view.getUint8(record.start - 6) << 4
    }
    at = record.end
  }
  return {
    id: view.getUint16(0),
    response: (flags & 0x8000) !== 0,
    authoritative: (flags & 0x0400) !== 0,
    truncated,
    authentic: (flags & 0x0020) !== 0,
    rcode,
    edns,
    questions,
    answers,
    authorities,
  }
}

function readRecord(message: Uint8Array, view: DataView, at: number): RawRecord | undefined {
  const name = readName(message, at)
  if (name === undefined || name.end + 10 > message.length) return undefined
  const start = name.end + 10
  const end = start + view.getUint16(name.end + 8)
  if (end > message.length) return undefined
  const ttl = view.getUint32(name.end + 4)
  return {
    name: name.name,
    type: view.getUint16(name.end),
    class: view.getUint16(name.end + 2),
    ttl: ttl > maxTtl ? 0 : ttl,
    start,
    end,
  }
}
