import { describe, expect, it } from 'vitest'
import { reverseZones } from '../../../src/knowledge/reverse-zones.ts'

describe('the zones of made-up names', () => {
  it.each(reverseZones.map((each) => [each.zone, each] as const))(
    '%s is a zone, with source and date',
    (zone, each) => {
      expect(zone).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
      expect(each.operator).not.toBe('')
      expect(each.source).not.toBe('')
      expect(each.seen).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/)
    },
  )

  it('are there once, and one within another is of another kind', () => {
    for (const [at, { zone, of }] of reverseZones.entries()) {
      for (const other of reverseZones.slice(at + 1)) {
        expect(other.zone).not.toBe(zone)
        if (zone.endsWith(`.${other.zone}`) || other.zone.endsWith(`.${zone}`)) expect(other.of).not.toBe(of)
      }
    }
  })
})
