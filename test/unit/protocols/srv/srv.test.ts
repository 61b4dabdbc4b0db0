import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSrv } from '../../../../src/protocols/srv/read-srv.ts'
import { mutated } from '../mutated.ts'

describe('a SRV record', () => {
  it.each([
    ['0 1 993 Mail.Example.test.', { priority: 0, weight: 1, port: 993, host: 'mail.example.test' }],
    ['0 0 0 .', { priority: 0, weight: 0, port: 0, host: '.' }],
    ['65535 65535 65535 a', { priority: 65_535, weight: 65_535, port: 65_535, host: 'a' }],
    ['0 1 65536 a', undefined],
    ['0 1 a', undefined],
    ['0 1 993 a b', undefined],
    ['-1 1 993 a', undefined],
    ['', undefined],
  ])('%s', (data, expected) => {
    expect(readSrv(data)).toEqual(expected)
  })

  it('is read as it was written', () => {
    const number = fc.nat(65_535)
    fc.assert(
      fc.property(number, number, number, fc.stringMatching(/^[a-z0-9-]{1,20}$/), (priority, weight, port, host) => {
        expect(readSrv(`${priority} ${weight} ${port} ${host}.`)).toEqual({ priority, weight, port, host })
      }),
    )
  })

  it('is read or refused, and never thrown over', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), mutated('0 1 993 mail.example.test')), (data) => {
        const read = readSrv(data)
        if (read !== undefined) expect(Math.max(read.priority, read.weight, read.port)).toBeLessThan(65_536)
      }),
    )
  })
})
