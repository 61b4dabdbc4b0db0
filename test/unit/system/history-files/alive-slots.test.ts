import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newestSign, type Sign, slotBytes, slotOf, slots } from '../../../../src/system/history-files/alive-slots.ts'

const hex = fc.stringMatching(/^[\da-f]{16}$/)
const holder = fc.record(
  { token: hex, pid: fc.integer({ min: 1, max: 2 ** 22 }), boot: fc.uuid(), started: fc.nat().map(String) },
  { requiredKeys: ['token', 'pid'] },
)
const time = fc.integer({ min: 0, max: 4e12 }).map((ms) => new Date(ms).toISOString())
const last = fc.record(
  { watcher: fc.string({ maxLength: 60 }), at: time, boot: fc.uuid() },
  { requiredKeys: ['watcher', 'at'] },
)
const sign: fc.Arbitrary<Sign> = fc.record(
  { holder, released: fc.boolean(), last },
  { requiredKeys: ['holder', 'released'] },
)

/** A file as it is after these signs were written to it. */
function fileOf(signs: readonly Sign[]): Buffer {
  const file = Buffer.alloc(slots * slotBytes, ' ')
  for (const [index, each] of signs.entries()) slotOf(index + 1, each)?.copy(file, ((index + 1) % slots) * slotBytes)
  return file
}

describe('the sign of life', () => {
  it('is read as it was written, the newest of all', () => {
    fc.assert(
      fc.property(fc.array(sign, { minLength: 1, maxLength: 5 }), (signs) => {
        expect(newestSign(fileOf(signs))).toEqual({ count: signs.length, sign: signs.at(-1) })
      }),
    )
  })

  it('is the one before, wherever the writing of the newest was torn', () => {
    fc.assert(
      fc.property(sign, sign, fc.nat(slotBytes), fc.nat(255), (before, after, torn, filler) => {
        const file = fileOf([before])
        const slot = slotOf(2, after)
        if (slot === undefined) throw new Error('no room')
        // The first part is new, the rest is what was there, or anything.
        slot.copy(file, 0, 0, torn)
        if (filler > 127) file.fill(filler, torn, slotBytes)
        // All that matters of a slot is its text: the blanks behind may be torn.
        const found = newestSign(file)
        if (found?.count !== 2) expect(found).toEqual({ count: 1, sign: before })
        else expect(found.sign).toEqual(after)
      }),
    )
  })

  it('is none in what is no file of ours', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => newestSign(Buffer.from(bytes)) === undefined))
    expect(newestSign(Buffer.alloc(0))).toBeUndefined()
    expect(newestSign(Buffer.alloc(slots * slotBytes))).toBeUndefined()
  })

  it('has no room for a watcher with an endless name', () => {
    const endless = { watcher: 'x'.repeat(slotBytes), at: '2026-11-24T15:45:00.000Z' }
    expect(slotOf(1, { holder: { token: '0'.repeat(16), pid: 1 }, released: false, last: endless })).toBeUndefined()
  })
})
