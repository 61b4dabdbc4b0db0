import type { NameParts } from './name-parts.ts'

/** What in a name tells one line or machine from the next, where it is not its own address. */
export type Numbering = 'address-like' | 'hardware' | 'numbers' | 'serial'

/** How a name is numbered; undefined where a person could have thought it up. */
export function looksNumbered({ host, firstLabel, registered }: NameParts): Numbering | undefined {
  if (hasV4(`${host}.${registered}`) || hasV6(host)) return 'address-like'
  // CPE00045a2f1b3c-CM00045a2f1b3d, 00-04-5a-2f-1b-3c: the address of a network card (EUI-48).
  const tokens = host.split(/[^a-z0-9]/)
  if (tokens.some((token) => /^[a-z]{0,6}\d{0,4}(?=[a-f]*\d)[0-9a-f]{12}$/.test(token)) || hasCard(tokens))
    return 'hardware'
  if (/\d\d/.test(firstLabel) && (firstLabel.match(/\d+/g) ?? []).length >= manyNumbers) return 'numbers'
  // vmi1234567, v220231012345678, vps-1a2b3c4d.
  if (tokens.some((token) => /\d{6}/.test(token) || /^(?=[a-f]*\d[0-9a-f]*[a-f]|\d+[a-f])[0-9a-f]{7,}$/.test(token))) {
    return 'serial'
  }
  return undefined
}

/** mx-1-2 is still a name; of three numbers on, a machine made it. */
const manyNumbers = 3

/** Four numbers up to 255 in a row: somebody's address, if not this one. */
function hasV4(text: string): boolean {
  return /(?<!\d)(?:\d{1,3}[-._]){3}\d{1,3}(?!\d)/.test(text)
}

/** Eight groups of hexadecimal digits in a row, or 32 of them in one. */
function hasV6(text: string): boolean {
  return /(?<![0-9a-f])(?:[0-9a-f]{1,4}[-._]){7}[0-9a-f]{1,4}(?![0-9a-f])/.test(text) || /[0-9a-f]{32}/.test(text)
}

function hasCard(tokens: readonly string[]): boolean {
  return tokens.some((_, at) => {
    const six = tokens.slice(at, at + 6)
    return six.length === 6 && six.every((token) => /^[0-9a-f]{2}$/.test(token)) && /\d/.test(six.join(''))
  })
}
