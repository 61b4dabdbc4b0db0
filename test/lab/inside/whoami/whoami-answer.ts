import { expanded } from '../../../../src/protocols/addresses.ts'
import type { WhoamiSettings } from '../../plan/whoami-settings.ts'

/** RFC 1035 §4.1.1: twelve octets, then the question. */
const headerLength = 12
/** RFC 1035 §3.2.2, RFC 3596 §2.1. */
const typeNumbers = { A: 1, TXT: 16, AAAA: 28 } as const
const refused = 5

/** The answer to a DNS message that came from an address; undefined where it is no question. */
export function whoamiAnswer(
  { question, types }: Pick<WhoamiSettings[number], 'question' | 'types'>,
  asked: Buffer,
  from: string,
): Buffer | undefined {
  const name = nameIn(asked)
  if (name === undefined) return undefined
  const end = headerLength + name.length + 2
  if (asked.length < end + 4) return undefined
  const type = types.find((each) => typeNumbers[each] === asked.readUInt16BE(end))
  const known = name.toLowerCase() === question
  const data = known && type !== undefined ? dataOf(type, from) : undefined
  return Buffer.concat([
    header(asked, known ? 0 : refused, data === undefined ? 0 : 1),
    asked.subarray(headerLength, end + 4),
    ...(data === undefined || type === undefined ? [] : [record(typeNumbers[type], data)]),
  ])
}

/** As text, without the last dot: as long as on the wire but for the first length and the root. */
function nameIn(asked: Buffer): string | undefined {
  const labels: string[] = []
  let at = headerLength
  for (let length = asked[at]; length !== 0; length = asked[at]) {
    // RFC 1035 §2.3.4; a pointer is longer, and a question has none.
    if (length === undefined || length > 63) return undefined
    labels.push(asked.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return labels.join('.')
}

/** Ours to tell (QR, AA); whether recursion was wanted (RD) is given back. */
function header(asked: Buffer, code: number, answers: number): Buffer {
  const made = Buffer.alloc(headerLength)
  asked.copy(made, 0, 0, 2)
  made.writeUInt16BE(0x8400 | (asked.readUInt16BE(2) & 0x0100) | code, 2)
  made.writeUInt16BE(1, 4)
  made.writeUInt16BE(answers, 6)
  return made
}

/** Undefined where an address of the other family is wanted. */
function dataOf(type: keyof typeof typeNumbers, address: string): Buffer | undefined {
  if (type === 'TXT') return Buffer.concat([Buffer.from([address.length]), Buffer.from(address)])
  if (address.includes(':') !== (type === 'AAAA')) return undefined
  if (type === 'A') return Buffer.from(address.split('.').map(Number))
  return Buffer.from(expanded(address).replaceAll(':', ''), 'hex')
}

/** Of the name that was asked for (a pointer to it), of the class IN, and not to be kept. */
function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc000 | headerLength, 0)
  head.writeUInt16BE(type, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}
