import { canonical, expanded, familyOf } from '../addresses.ts'
import type { NameParts } from './name-parts.ts'

/**
 * How much of an address is in a name: the whole of it in whatever writing, the network that it is in, two neighbouring
 * parts of it, or its last part alone.
 */
export type InName = 'whole' | 'network' | 'part' | 'last'

/** How much of `address` the name has in it; undefined where it has none, or where it is no address. */
export function addressInName(parts: NameParts, address: string): InName | undefined {
  const plain = canonical(address)
  if (plain === undefined) return undefined
  return familyOf(plain) === 'v4' ? v4InName(parts, plain.split('.').map(Number)) : v6InName(parts, plain)
}

function v4InName({ text, host, firstLabel }: NameParts, octets: readonly number[]): InName | undefined {
  const numbers = numbersIn(text)
  if (hasWhole(text, numbers, octets)) return 'whole'
  if (hasRun(numbers, octets.slice(0, 3)) || hasRun(numbers, octets.slice(1))) return 'network'
  // Weaker signs only outside the domain: 163.com and 21cn.com have numbers of their own.
  const pairs = [octets.slice(0, 2), octets.slice(1, 3), octets.slice(2)]
  if ([numbersIn(host), padded(host)].some((all) => pairs.some((pair) => hasRun(all, pair)))) return 'part'
  // node-c-714d: half of cb00714d.
  const halves = [octets.slice(0, 2), octets.slice(2)].map((pair) => hexOf(pair).join(''))
  if (host.split(/[^a-z0-9]/).some((token) => halves.includes(token))) return 'part'
  // h77n2fls32: beside other numbers. Alone it is that of server1, which is often at the address that ends in 1, and a
  // single digit is in k8s-node-1 and many more.
  const first = numbersIn(firstLabel)
  const [, , , last = 0] = octets
  return first.length > 1 && last > 9 && first.includes(last) ? 'last' : undefined
}

function hasWhole(text: string, numbers: readonly number[], octets: readonly number[]): boolean {
  const hex = hexOf(octets)
  const bare = text.replaceAll(/[-._]/g, '')
  // `cb00714d`, also with something between; the octets in either direction.
  if (bare.includes(hex.join('')) || bare.includes(hex.toReversed().join(''))) return true
  // 203-0-113-77, 77.113.0.203, ip-77.net-203-0-113: any order, for each operator has its own.
  if (hasMix(numbers, octets)) return true
  // 203000113077, or 203000 113077.
  if (hasMix(padded(text), octets)) return true
  if (hasMix(hexTokens(text), octets)) return true
  const whole = [octets, octets.toReversed()].flatMap((order) => [order.join(''), String(integer(order))])
  return (text.match(/\d+/g) ?? []).some((run) => run.length >= leastRun && whole.includes(run.replace(/^0+/, '')))
}

function hexOf(octets: readonly number[]): readonly string[] {
  return octets.map((octet) => octet.toString(16).padStart(2, '0'))
}

/** Of seven digits on, a run without separators that is the address is so by no accident. */
const leastRun = 7

function integer(octets: readonly number[]): number {
  return octets.reduce((sum, octet) => sum * 256 + octet, 0)
}

function numbersIn(text: string): readonly number[] {
  return (text.match(/\d+/g) ?? []).map(Number)
}

/** Runs of digits in threes, as `203000113077` is written. */
function padded(text: string): readonly number[] {
  return (text.match(/\d+/g) ?? []).flatMap((run) =>
    run.length % 3 === 0 ? (run.match(/\d{3}/g) ?? []).map(Number) : [Number(run)],
  )
}

function hexTokens(text: string): readonly number[] {
  return text.split(/[^a-z0-9]/).map((token) => {
    const digits = /^(?:0?x)?([0-9a-f]{1,2})$/.exec(token)?.[1]
    return digits === undefined ? -1 : Number.parseInt(digits, 16)
  })
}

/** Four neighbours that are the octets, in any order. */
function hasMix(numbers: readonly number[], octets: readonly number[]): boolean {
  const wanted = sorted(octets)
  return numbers.some((_, at) => sorted(numbers.slice(at, at + octets.length)) === wanted)
}

function sorted(numbers: readonly number[]): string {
  return numbers.toSorted((one, other) => one - other).join()
}

/** Neighbours that are these, forwards or backwards. */
function hasRun<T>(all: readonly T[], wanted: readonly T[]): boolean {
  const [forwards, backwards] = [wanted.join(), wanted.toReversed().join()]
  return all.some((_, at) => {
    const run = all.slice(at, at + wanted.length).join()
    return run === forwards || run === backwards
  })
}

/** The half that says which network, and the half that says which host in it. */
const half = 16

function v6InName({ text }: NameParts, address: string): InName | undefined {
  const nibbles = expanded(address).replaceAll(':', '')
  const bare = text.replaceAll(/[-._]/g, '')
  const backwards = [...nibbles].toReversed().join('')
  if (bare.includes(nibbles) || bare.includes(backwards)) return 'whole'
  const groups = expanded(address).split(':').map(short)
  const tokens = text.split(/[^0-9a-z]/).map(short)
  if (hasRun(tokens, groups) || shortened(text).some((found) => canonical(found) === address)) return 'whole'
  if (hasRun(tokens, groups.slice(0, 4)) || hasRun(tokens, groups.slice(4)))
    return isTelling(groups) ? 'network' : undefined
  const ends = [nibbles.slice(0, half), nibbles.slice(half)].filter((end) => !/^0*.{0,4}$/.test(end))
  if (ends.some((end) => bare.includes(end) || bare.includes([...end].toReversed().join('')))) return 'network'
  return hasRun(tokens, groups.slice(0, 3)) ? 'part' : undefined
}

/** A half of nothing but zeros is in many names. */
function isTelling(groups: readonly string[]): boolean {
  return (
    groups.slice(4).some((group) => group !== '0') && groups.slice(0, 4).filter((group) => group !== '0').length > 1
  )
}

function short(group: string): string {
  return group.replace(/^0+(?=.)/, '')
}

/** Labels that are an address with `-` for `:`, `2001-db8--7`, alone or after a word: `ip6-2001-db8--7`. */
function shortened(text: string): readonly string[] {
  return text.split('.').flatMap((label) => {
    const groups = label.split('-')
    return groups.map((_, at) => groups.slice(at).join(':')).slice(0, most)
  })
}

/** Words before an address, and the address. */
const most = 12
