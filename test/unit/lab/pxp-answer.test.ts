import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pxpAnswer } from '../../lab/inside/pxp-responder/pxp-answer.ts'
import type { PxpAnswers } from '../../lab/router-spec.ts'

const askAddress = Buffer.from([0, 0])
const askMapping = Buffer.from([0, 2, 0, 0, 0x09, 0xdd, 0, 25, 0, 0, 2, 0x58])
const announce = Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(22, 9)])
const hex = (answers: PxpAnswers, asked: Buffer) => pxpAnswer(answers, asked, 7)?.toString('hex')

describe('what is answered in place of miniupnpd', () => {
  it('switched off: not authorized', () => {
    expect(hex('switched-off', askAddress)).toBe('008000020000000700000000')
    expect(hex('switched-off', askMapping)).toBe('008200020000000709dd001900000258')
    expect(hex('switched-off', announce)).toBe(`028000020000070800000007${'00'.repeat(12)}`)
  })

  it('behind another NAT: a private address, and an address mismatch', () => {
    expect(hex('behind-another-nat', askAddress)).toBe('0080000000000007c0a80002')
    expect(hex('behind-another-nat', announce)).toBe(`0280000c0000070800000007${'00'.repeat(12)}`)
  })

  it('garbage is of neither protocol', () => {
    expect([0, 2]).not.toContain(pxpAnswer('garbage', askAddress, 0)?.[0])
  })

  it('nobody is answered who does not ask', () => {
    const none: readonly PxpAnswers[] = ['switched-off', 'behind-another-nat', 'garbage']
    for (const answers of none) {
      expect(hex(answers, Buffer.from([0, 0x80, 0, 0]))).toBeUndefined()
      expect(hex(answers, Buffer.from([2]))).toBeUndefined()
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom(...none), (bytes, answers) => {
        const answer = pxpAnswer(answers, Buffer.from(bytes), 1)
        if (answers !== 'garbage' && answer !== undefined) expect(answer.readUInt8(1)).toBe((bytes[1] ?? 0) | 0x80)
      }),
    )
  })
})
