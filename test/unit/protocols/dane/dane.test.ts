import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certificateDigests } from '../../../../src/protocols/dane/certificate-digests.ts'
import { matches, type Shown } from '../../../../src/protocols/dane/matches.ts'
import { readTlsa } from '../../../../src/protocols/dane/read-tlsa.ts'
import { useOf } from '../../../../src/protocols/dane/use-of.ts'
import { mutated } from '../mutated.ts'

const digest = 'ab'.repeat(32)

describe('a TLSA record', () => {
  it.each([
    ['as it is published', `3 1 1 ${digest}`, { usage: 3, selector: 1, matching: 1, data: digest }],
    ['with digits in any case, in groups', '2 0 0 0AfF 1b', { usage: 2, selector: 0, matching: 0, data: '0aff1b' }],
    ['with numbers that mean nothing', '255 9 7 00', { usage: 255, selector: 9, matching: 7, data: '00' }],
  ])('is read %s', (_name, text, expected) => {
    expect(readTlsa(text)).toEqual(expected)
  })

  it.each([
    '',
    '3 1 1',
    '3 1 1 ',
    `3 1 ${digest}`,
    `256 1 1 ${digest}`,
    '3 1 1 abc',
    '3 1 1 xyz',
    '-3 1 1 ab',
    '3 1 1 ab\n',
    `3 1 1 ${'ab'.repeat(70_000)}`,
  ])('is none: %.40j', (text) => {
    expect(readTlsa(text)).toBeUndefined()
  })

  it('is read as it was written', () => {
    const octet = fc.nat(255)
    fc.assert(
      fc.property(octet, octet, octet, fc.uint8Array({ minLength: 1 }), (usage, selector, matching, bytes) => {
        const data = Buffer.from(bytes).toString('hex')
        expect(readTlsa(`${usage} ${selector} ${matching} ${data}`)).toEqual({ usage, selector, matching, data })
      }),
    )
  })

  it('is read or refused, and never thrown over', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), mutated(`3 1 1 ${digest}`)), (text) => {
        const read = readTlsa(text)
        if (read !== undefined) expect(read.data).toMatch(/^([0-9a-f]{2})+$/)
      }),
    )
  })

  it.each([
    [`3 1 1 ${digest}`, 'server'],
    [`3 0 2 ${digest}${digest}`, 'server'],
    ['3 0 0 3082', 'server'],
    [`2 1 1 ${digest}`, 'authority'],
    [`0 1 1 ${digest}`, 'for-browsers'],
    [`1 1 1 ${digest}`, 'for-browsers'],
    [`4 1 1 ${digest}`, 'unknown'],
    [`3 2 1 ${digest}`, 'unknown'],
    [`3 1 3 ${digest}`, 'unknown'],
    [`3 1 1 ${digest.slice(2)}`, 'wrong-length'],
    [`3 1 2 ${digest}`, 'wrong-length'],
  ])('%.10s… is for: %s', (text, expected) => {
    const record = readTlsa(text)
    expect(record && useOf(record)).toBe(expected)
  })
})

describe('what a server shows', () => {
  const [own, between, other] = [1, 2, 3].map((salt) => ({
    der: Buffer.from(`certificate ${salt}`).toString('base64url'),
    spki: Buffer.from(`key ${salt}`).toString('base64url'),
  })) as [Bytes, Bytes, Bytes]
  type Bytes = { der: string; spki: string }

  const digests: Readonly<Record<number, (bytes: Buffer) => string>> = {
    0: (bytes) => bytes.toString('hex'),
    1: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    2: (bytes) => createHash('sha512').update(bytes).digest('hex'),
  }

  function record(usage: number, selector: number, matching: number, of: Bytes): string {
    const bytes = Buffer.from(selector === 0 ? of.der : of.spki, 'base64url')
    return `${usage} ${selector} ${matching} ${digests[matching]?.(bytes)}`
  }

  async function compare(text: string, parts: Partial<Shown> = {}): Promise<boolean | undefined> {
    const read = readTlsa(text)
    if (read === undefined) throw new Error(`no TLSA record: ${text}`)
    const chain = await Promise.all([own, between].map(certificateDigests))
    return matches(read, { chain, named: true, expired: false, ...parts })
  }

  const selectorsAndMatchings = [0, 1].flatMap((selector) => [0, 1, 2].map((matching) => [selector, matching] as const))

  it.each(selectorsAndMatchings)('is compared as 3 %i %i', async (selector, matching) => {
    expect(await compare(record(3, selector, matching, own))).toBe(true)
    expect(await compare(record(3, selector, matching, other))).toBe(false)
    // An authority's certificate is not the server's.
    expect(await compare(record(3, selector, matching, between))).toBe(false)
  })

  it.each(selectorsAndMatchings)('is compared as 2 %i %i, but for its own certificate', async (selector, matching) => {
    expect(await compare(record(2, selector, matching, between))).toBe(true)
    // What is there whole need not be sent again, so nobody knows.
    const absent = matching === 0 ? undefined : false
    expect(await compare(record(2, selector, matching, other))).toBe(absent)
    expect(await compare(record(2, selector, matching, own))).toBe(absent)
  })

  it('must be for the name and in time where an authority vouches for it, and only there', async () => {
    for (const parts of [{ named: false }, { expired: true }]) {
      expect(await compare(record(2, 1, 1, between), parts)).toBe(false)
      expect(await compare(record(3, 1, 1, own), parts)).toBe(true)
    }
  })

  it('is not matched by what mail has no use for', async () => {
    expect(await compare(record(1, 1, 1, own))).toBe(false)
    expect(await compare(record(0, 1, 1, between))).toBe(false)
    expect(await compare(`3 1 1 ${'ab'.repeat(31)}`)).toBe(false)
  })

  it('may be nothing', async () => {
    expect(await compare(record(3, 1, 1, own), { chain: [] })).toBeUndefined()
  })

  it('may be of any size', async () => {
    const large = { der: randomBytes(60_000).toString('base64url'), spki: randomBytes(20_000).toString('base64url') }
    const chain = [await certificateDigests(large)]
    expect(await compare(record(3, 0, 0, large), { chain })).toBe(true)
  })
})
