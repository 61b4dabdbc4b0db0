import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeRecord } from '../../../../src/history/encode-record.ts'
import { recordsIn } from '../../../../src/system/history-files/read-segment.ts'
import { began, down, restarted, up } from '../../history/a-log.ts'

const records = [began('08:00'), down('08:10'), up('08:10', '08:20'), restarted('09:00')]
const lines = records.map((record) => {
  const line = encodeRecord(record)
  if (!line.ok) throw new Error(line.detail)
  return `${line.value}\n`
})
const text = lines.join('')

describe('the text of a segment', () => {
  it('is read up to the line that is torn, wherever it is', () => {
    for (let end = 0; end <= text.length; end += 1) {
      const whole = text.slice(0, end).split('\n').length - 1
      const isTorn = end > lines.slice(0, whole).join('').length
      expect(recordsIn([text.slice(0, end)])).toEqual({ records: records.slice(0, whole), unread: isTorn ? 1 : 0 })
    }
  })

  it('loses no line but those that cannot be read', () => {
    const foreign = fc.oneof(
      fc.string().filter((line) => !line.includes('\n')),
      fc.constantFrom('', '{"v":2,"kind":"began"}', '{"v":1,"kind":"weather"}', 'x'.repeat(100_000), '[]'),
    )
    fc.assert(
      fc.property(fc.array(foreign, { maxLength: 5 }), fc.nat(records.length), (others, before) => {
        const all = [...lines.slice(0, before), ...others.map((line) => `${line}\n`), ...lines.slice(before)]
        expect(recordsIn([all.join('')])).toEqual({ records, unread: others.length })
      }),
    )
  })
})
