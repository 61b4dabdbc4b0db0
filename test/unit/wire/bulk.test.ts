import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bulkOf, readBulkCommand, writeBulkCommand } from '../../../src/wire/bulk.ts'
import { bounds } from '../../../src/wire/protocol.ts'

describe('the commands of the MTU test', () => {
  it('are read as they were written, in any case of letters', () => {
    const kind = fc.constantFrom('sink' as const, 'source' as const)
    fc.assert(
      fc.property(kind, fc.integer({ min: 1, max: bounds.bulkBytes }), (way, octets) => {
        const line = writeBulkCommand({ kind: way, octets })
        expect(readBulkCommand(line)).toEqual({ kind: way, octets })
        expect(readBulkCommand(line.toLowerCase())).toEqual({ kind: way, octets })
      }),
    )
  })

  it('are not read where they ask for more, or for nothing', () => {
    for (const line of [
      'XSINK 0',
      'XSINK -1',
      'XSINK 16385',
      'XSOURCE 99999999999999999999',
      'XSOURCE 1e3',
      'XSINK 08',
      'XSINK',
      'XSINK 1 2',
      'XSINK  1',
      'DATA',
    ])
      expect(readBulkCommand(line)).toBeUndefined()
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readBulkCommand(text)).toBeUndefined()
      }),
    )
  })

  it('move exactly so many octets, in lines that whoever reads along can bear', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: bounds.bulkBytes }), (octets) => {
        const text = bulkOf(octets)
        expect(text).toHaveLength(octets)
        expect(text).toMatch(/^(x{78}\r\n)*(x*\r?)$/)
      }),
    )
  })
})
