import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { success } from '../../../../src/core/failure.ts'
import { waitingOf } from '../../../../src/system/telling/spool.ts'
import { message } from './message.ts'

const since = '2026-11-24T03:00:00.000Z'
const written = (changed: object = {}) => JSON.stringify({ v: 1, since, message: message(1), ...changed })

describe('a message as it waits on the disk', () => {
  it('is read as it was written, whatever is in it', () => {
    const odd = fc.constantFrom('\u0000', '\ud800', '\u2028', '"', '\\', '\n', '__proto__', '…')
    const text = fc.array(fc.oneof(fc.string(), odd), { minLength: 1 }).map((parts) => `${parts.join('')}.`)
    fc.assert(
      fc.property(text, text, fc.option(text, { nil: undefined }), (id, says, line) => {
        const one = message(1, { id, says, ...(line !== undefined && { line }) })
        expect(waitingOf(written({ message: one }))).toEqual(success({ since, message: one }))
      }),
    )
  })

  it('that was cut off is none', () => {
    const whole = written()
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        expect(waitingOf(whole.slice(0, length))).toMatchObject({ failure: 'malformed' })
      }),
    )
  })

  it('that is anything else is none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(waitingOf(text)).toMatchObject({ failure: 'malformed' })
      }),
    )
    for (const changed of [{ v: 2 }, { since: 'today' }, { message: null }, { message: { ...message(1), says: 7 } }]) {
      expect(waitingOf(written(changed))).toMatchObject({ failure: 'malformed' })
    }
  })

  it('takes nothing from a prototype', () => {
    const text = `{"v":1,"since":"${since}","message":{"__proto__":${JSON.stringify(message(1))}}}`
    expect(waitingOf(text)).toMatchObject({ failure: 'malformed' })
  })
})
