import type { Mark } from '../core/mark.ts'
import { addressLiteral, addressLiterals } from './address-literals.ts'
import type { Pseudonyms } from './pseudonyms.ts'
import type { Pass } from './replaced.ts'

/** A value of one character would turn every other word of a sentence into a riddle, and tells nothing. */
const shortestValue = 2
/** Sentences and traces shorten what others wrote: so much of its beginning is enough to recognise it. */
const recognisable = 16

/** Words that checks put where a name stands, and that name nobody. */
export const nobody: ReadonlySet<string> = new Set(['this machine', 'the router'])

const hardware = /(?<![0-9a-f:-])(?:[0-9a-f]{1,2}[:-]){5}[0-9a-f]{1,2}(?![0-9a-f:-])/gi
const hostName = /(?<![\p{L}\p{N}_.-])(?:[\p{L}\p{N}_][\p{L}\p{N}_-]*\.)+[a-z][a-z0-9-]*[a-z0-9](?![\p{L}\p{N}_-])/giu

/** Every address, of whatever kind. */
export function addresses(words: Pseudonyms): Pass {
  return (text) =>
    addressLiterals(text)
      // `::` and `0.0.0.0` are nobody's.
      .filter(({ scope }) => scope !== 'unspecified')
      .map((literal) => ({ start: literal.start, end: literal.end, by: words.address(literal) }))
}

export function hardwareAddresses(words: Pseudonyms): Pass {
  return (text) => [...text.matchAll(hardware)].map((match) => place(match, words.other('hardware-address', match[0])))
}

/**
 * The number of a network is its name: `AS64500`. In the words of others it stands `bare` as well; in ours a number of the
 * same digits is a port or a time.
 */
export function networkNumbers(words: Pseudonyms, asns: readonly number[], { bare }: { bare: boolean }): Pass {
  if (asns.length === 0) return () => []
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}.])${bare ? '(?:AS)?' : 'AS'}(${asns.join('|')})(?![\\p{L}\\p{N}.])`,
    'giu',
  )
  return (text) => [...text.matchAll(pattern)].map((match) => place(match, words.other('name', `AS${match[1]}`)))
}

/** Whatever looks like a host name, except the ids of checks and looks, which look alike. */
export function hostNames(words: Pseudonyms, ids: ReadonlySet<string>): Pass {
  return (text) =>
    [...text.matchAll(hostName)]
      .filter(([name]) => !ids.has(name))
      .map((match) => place(match, words.other('name', match[0])))
}

/** What is a name in `https://host:port/path`, `[192.0.2.1]` and `[IPv6:2001:db8::1]` (RFC 5321 §4.1.3); else all of it. */
export function hostIn(name: string): string {
  const authority = /^[a-z]+:\/\/([^/?#]*)/i.exec(name)?.[1]
  const host = authority === undefined ? name : authority.replace(/:\d{1,5}$/, '')
  return /^\[(?:IPv6:)?([^\]]*)\]$/i.exec(host)?.[1] ?? host
}

/** The values that checks have marked, wherever they are repeated. */
export function markedValues(words: Pseudonyms, values: readonly { mark: Mark; value: string }[]): Pass {
  const kinds = new Map<string, 'address' | 'name' | 'banner'>()
  for (const { mark, value: marked } of values) {
    const value = mark === 'name' ? hostIn(marked) : marked
    if (mark === 'secret' || value.length < shortestValue || nobody.has(value)) continue
    if (addressLiteral(value) !== undefined || new RegExp(`^${hardware.source}$`, 'i').test(value)) continue
    const key = value.toLowerCase()
    if (!kinds.has(key)) kinds.set(key, mark)
  }
  const longestFirst = [...kinds.keys()].sort((one, other) => other.length - one.length)
  if (longestFirst.length === 0) return () => []
  const pattern = new RegExp(longestFirst.map(asWord).join('|'), 'giu')
  return (text) =>
    [...text.matchAll(pattern)].map((match) => {
      const key = match[0].toLowerCase()
      return place(match, words.other(kinds.get(key) ?? 'name', match[0]))
    })
}

/** Beginnings of what others wrote, where a sentence or a trace has shortened it. */
export function shortened(words: Pseudonyms, banners: readonly string[]): Pass {
  const long = [...new Set(banners)].filter((banner) => banner.length > recognisable)
  return (text) => {
    const places: { start: number; end: number; by: string }[] = []
    for (let at = 0; at + recognisable <= text.length; at++) {
      const banner = long.find((each) => text.startsWith(each.slice(0, recognisable), at))
      if (banner === undefined) continue
      let end = at + recognisable
      while (end < text.length && text[end] === banner[end - at]) end++
      places.push({ start: at, end, by: words.other('banner', banner) })
      at = end - 1
    }
    return places
  }
}

function place(match: RegExpExecArray, by: string): { start: number; end: number; by: string } {
  return { start: match.index, end: match.index + match[0].length, by }
}

/** As a whole word: `name` is not in `rename`, but `example.org` is in `mail.example.org`. */
function asWord(value: string): string {
  const letter = '[\\p{L}\\p{N}]'
  const before = new RegExp(`^${letter}`, 'u').test(value) ? `(?<!${letter})` : ''
  const after = new RegExp(`${letter}$`, 'u').test(value) ? `(?!${letter})` : ''
  // With the flag u only these may be escaped.
  return `${before}${value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}${after}`
}
