import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countryCodes } from '../../../../src/protocols/globalping/country-codes.ts'
import { mostPlaces, type Place, readPlaces, usualPlaces } from '../../../../src/protocols/globalping/places.ts'

describe('readPlaces', () => {
  it.each<[string, readonly Place[]]>([
    ['FR,DE,US', [{ country: 'FR' }, { country: 'DE' }, { country: 'US' }]],
    [' fr , de ', [{ country: 'FR' }, { country: 'DE' }]],
    ['FR,fr', [{ country: 'FR' }]],
    ['XK', [{ country: 'XK' }]],
    ['EU,oc,AN', [{ continent: 'EU' }, { continent: 'OC' }, { continent: 'AN' }]],
    ['North America,asia', [{ continent: 'NA' }, { continent: 'AS' }]],
    ['AS3215,as1', [{ asn: 3215 }, { asn: 1 }]],
    ['AS4294967295', [{ asn: 4_294_967_295 }]],
    ['Lyon', [{ magic: 'Lyon' }]],
    ["L'Aquila,São Paulo,St. John’s", [{ magic: "L'Aquila" }, { magic: 'São Paulo' }, { magic: 'St. John’s' }]],
    ['London+gb', [{ magic: 'London+GB' }]],
    ['Namibia', [{ magic: 'Namibia' }]],
  ])('reads %j', (text, value) => {
    expect(readPlaces(text)).toEqual({ ok: true, value })
  })

  it.each<[string, RegExp]>([
    ['', /missing/],
    ['FR,', /missing/],
    ['FR,,DE', /missing/],
    ['FR DE;US', /A place is/],
    ['ZZ', /ISO 3166/],
    ['UK', /GB/],
    ['NA', /North America and Namibia/],
    ['sa', /South America and Saudi Arabia/],
    ['AS', /Asia and American Samoa/],
    ['AF', /Africa and Afghanistan/],
    ['AS0', /number from 1/],
    ['AS4294967296', /number from 1/],
    [`AS${'9'.repeat(400)}`, /number from 1/],
    ['London+ZZ', /ISO 3166/],
    ['London+GB+FR', /A place is/],
    ['datacenter-network+u-someone:tag1', /A place is/],
    ['2a1B3c4D5e6F7g8H0010vYdx', /A place is/],
    ['Lyon\u001b[31m', /A place is/],
    ['Ly\u202eon', /A place is/],
    ['x'.repeat(64), /A place is/],
    ['{"country":"FR"}', /A place is/],
    ['A,B,C,D,E,F,G,H,I,J,K', /At most 10/],
    ['x'.repeat(1000), /too long/],
  ])('says in one sentence what is wrong with %j', (text, sentence) => {
    const read = readPlaces(text)
    expect(read).toEqual({ ok: false, wrong: expect.stringMatching(sentence) })
    if (!read.ok) expect(read.wrong).toMatch(/^[A-Z][^\n]*\.$/)
  })

  it('reads every list of what it knows', () => {
    const known = fc.oneof(
      fc
        .constantFrom(...countryCodes)
        .filter((code) => !['AF', 'AS', 'NA', 'SA'].includes(code))
        .map((country) => [country, { country }] as const),
      fc.integer({ min: 1, max: 4_294_967_295 }).map((asn) => [`AS${asn}`, { asn }] as const),
      fc.constantFrom('Lyon', 'Köln', 'New York').map((magic) => [magic, { magic }] as const),
    )
    fc.assert(
      fc.property(
        fc.uniqueArray(known, { selector: ([word]) => word, minLength: 1, maxLength: mostPlaces }),
        (list) => {
          const text = list.map(([word]) => word).join(', ')
          expect(readPlaces(text)).toEqual({ ok: true, value: list.map(([, place]) => place) })
        },
      ),
    )
  })

  it('throws on nothing, and lets nothing through that is not of its form', () => {
    const scraps = fc.array(
      fc.constantFrom('FR', 'AS', '1', ',', '+', ' ', '-', 'é', '\u0000', '\u202e', '😀', '\ud800', '__proto__', 'EU'),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          scraps.map((all) => all.join('')),
        ),
        (text) => {
          const read = readPlaces(text)
          for (const place of read.ok ? read.value : []) {
            expect(JSON.stringify(place)).toMatch(
              /^\{"(continent":"[A-Z]{2}"|country":"[A-Z]{2}"|asn":\d{1,10}|magic":"\p{L}[\p{L}\p{M} .'’-]+(\+[A-Z]{2})?")\}$/u,
            )
          }
        },
      ),
    )
  })
})

describe('the places that are asked unless others are named', () => {
  it('lie on several continents', () => {
    expect(usualPlaces.length).toBeGreaterThanOrEqual(2)
    expect(new Set(usualPlaces.map((place) => JSON.stringify(place))).size).toBe(usualPlaces.length)
  })
})

describe('country codes', () => {
  it('are those of ISO 3166, and XK', () => {
    expect(countryCodes.size).toBe(250)
    expect([...countryCodes].every((code) => /^[A-Z]{2}$/.test(code))).toBe(true)
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
    expect([...countryCodes].filter((code) => names.of(code) === undefined)).toEqual([])
  })
})
