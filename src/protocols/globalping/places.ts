import { countryCodes } from './country-codes.ts'

/** A place to measure from, as the API takes it (`MeasurementLocationOption` in its description). */
export type Place =
  | { readonly continent: string }
  | { readonly country: string }
  | { readonly asn: number }
  /** A name that the API finds out about: a city, a country. */
  | { readonly magic: string }

export type PlacesRead =
  | { readonly ok: true; readonly value: readonly Place[] }
  | { readonly ok: false; readonly wrong: string }

/** More than anybody needs to be convinced. The API takes 128. */
export const mostPlaces = 10
/** Ten names of the longest, with their commas. */
const longest = 800
/** RFC 6793 §3: an AS number has four octets. */
const lastAsn = 4_294_967_295

const continents: ReadonlyMap<string, string> = new Map([
  ['africa', 'AF'],
  ['antarctica', 'AN'],
  ['asia', 'AS'],
  ['europe', 'EU'],
  ['north america', 'NA'],
  ['oceania', 'OC'],
  ['south america', 'SA'],
])

/** Codes of a continent and of a country. The API's own search takes `NA` for Namibia; most people mean America. */
const twofold: ReadonlyMap<string, string> = new Map([
  ['AF', 'AF is Africa and Afghanistan'],
  ['AS', 'AS is Asia and American Samoa'],
  ['NA', 'NA is North America and Namibia'],
  ['SA', 'SA is South America and Saudi Arabia'],
])

/** Where to measure from unless places are named: the API takes them in turn, each time in another city and network. */
export const usualPlaces: readonly Place[] = [{ continent: 'EU' }, { continent: 'NA' }, { continent: 'AS' }]
/** How many probes, then: three networks of two continents or more, even where two volunteers happen to share one. */
export const usualProbes = 4

/**
 * Reads where to measure from, `FR,DE,US`: at most ten countries (ISO 3166), continents (`EU`, `North America`),
 * networks (`AS3215`) and cities (`Lyon`, or `London+GB`, since there are several). Or says in one sentence what is
 * wrong; that never repeats what was given.
 */
export function readPlaces(text: string): PlacesRead {
  if (text.length > longest) return wrong('The list of places is too long to be one.')
  const words = text.split(',').map((word) => word.trim())
  if (words.length > mostPlaces) return wrong(`At most ${mostPlaces} places may be named.`)
  const places = new Map<string, Place>()
  for (const word of words) {
    const place = readPlace(word)
    if (typeof place === 'string') return wrong(place)
    places.set(JSON.stringify(place), place)
  }
  return { ok: true, value: [...places.values()] }
}

/** The place, or the sentence that says what is wrong. */
function readPlace(word: string): Place | string {
  if (word === '') return 'A place is missing: places are separated by single commas, such as FR,DE,US.'
  if (/^[a-z]{2}$/i.test(word)) return readCode(word.toUpperCase())
  const digits = /^as(\d+)$/i.exec(word)?.[1]
  if (digits !== undefined) {
    const asn = Number(digits)
    return asn >= 1 && asn <= lastAsn ? { asn } : `A network is AS and a number from 1 to ${lastAsn}, such as AS3215.`
  }
  const continent = continents.get(word.toLowerCase())
  if (continent !== undefined) return { continent }
  // Digits and punctuation are left out, for the API's search also knows tags and the ids of measurements.
  const [, name = '', country] = /^(\p{L}[\p{L}\p{M} .'’-]{1,62})(?:\+([A-Za-z]{2}))?$/u.exec(word) ?? []
  if (name === '') return 'A place is a country (FR), a continent (EU), a network (AS3215) or a city (Lyon).'
  if (country === undefined) return { magic: name }
  const code = country.toUpperCase()
  return countryCodes.has(code) ? { magic: `${name}+${code}` } : noCountry
}

const noCountry = 'A country is named by its two letters in ISO 3166, such as FR, or GB for the United Kingdom.'

function readCode(code: string): Place | string {
  const both = twofold.get(code)
  if (both !== undefined) return `${both}: write the name of the one that is meant.`
  if ([...continents.values()].includes(code)) return { continent: code }
  return countryCodes.has(code) ? { country: code } : noCountry
}

function wrong(sentence: string): PlacesRead {
  return { ok: false, wrong: sentence }
}
