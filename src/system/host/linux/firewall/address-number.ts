import { isIPv4 } from 'node:net'
import { canonicalAddress } from '../../canonical-address.ts'

/** An address as the number that it is (32 or 128 bits), or undefined if the text is none. */
export function addressNumber(text: string): bigint | undefined {
  const address = canonicalAddress(text)
  if (address === undefined || address.includes('%')) return undefined
  if (isIPv4(address)) return address.split('.').reduce((number, byte) => (number << 8n) | BigInt(byte), 0n)
  // The last 32 bits may stand as IPv4 (`::192.0.2.1`, RFC 4291 §2.2).
  const hexadecimal = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [(Number(a) << 8) | Number(b), (Number(c) << 8) | Number(d)].map((word) => word.toString(16)).join(':'),
  )
  const [head = '', tail] = hexadecimal.split('::')
  const words = (part: string) => (part === '' ? [] : part.split(':'))
  const [before, after] = [words(head), words(tail ?? '')]
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after].reduce((number, word) => (number << 16n) | BigInt(`0x${word}`), 0n)
}
