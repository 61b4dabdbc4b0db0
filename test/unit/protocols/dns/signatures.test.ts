import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Failure, failed, success } from '../../../../src/core/failure.ts'
import type { Question, ResourceRecord } from '../../../../src/core/line.ts'
import { hearSignatures } from '../../../../src/protocols/dns/hear-signatures.ts'
import { readSignature } from '../../../../src/protocols/dns/read-signature.ts'
import { silentLine } from '../../silent-line.ts'

const rrsig = 'SOA 13 2 3600 20270115080000 20261214074500 4711 example.test q83vEg=='

describe('readSignature', () => {
  it('reads from when until when, and whose', () => {
    expect(readSignature(rrsig)).toEqual({
      covers: 'SOA',
      algorithm: 13,
      until: '2027-01-15T08:00:00.000Z',
      since: '2026-12-14T07:45:00.000Z',
      signer: 'example.test',
    })
  })

  it.each([
    '',
    'SOA 13 2 3600',
    rrsig.replace('20270115080000', '20271315080000'),
    rrsig.replace('20270115080000', '2027011508000'),
    `${rrsig} more`,
    rrsig.replace('SOA', 'soa'),
  ])('refuses %j', (data) => {
    expect(readSignature(data)).toBeUndefined()
  })

  it('never throws, and never takes a change for the same times', () => {
    fc.assert(
      fc.property(
        fc.nat(rrsig.length - 1),
        fc.string({ minLength: 1, maxLength: 1 }),
        fc.string(),
        (at, letter, noise) => {
          void readSignature(noise)
          const changed = rrsig.slice(0, at) + letter + rrsig.slice(at + 1)
          const read = readSignature(changed)
          if (read !== undefined) expect(Number.isNaN(Date.parse(read.until))).toBe(false)
        },
      ),
    )
  })

  it('gives every time back that it is given', () => {
    const time = fc.date({ min: new Date(0), max: new Date(2 ** 32 * 1000), noInvalidDate: true })
    fc.assert(
      fc.property(time, time, (since, until) => {
        const written = (date: Date) => date.toISOString().replaceAll(/[-:T]|\.\d+Z/g, '')
        const read = readSignature(`SOA 13 2 3600 ${written(until)} ${written(since)} 1 example.test AA==`)
        const seconds = (date: Date) => new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString()
        expect(read).toMatchObject({ since: seconds(since), until: seconds(until) })
      }),
    )
  })
})

const server = { address: '192.168.1.1', port: 53 }
const soa = (name: string): ResourceRecord => ({ name, type: 'SOA', ttl: 1, data: 'ns. root. 1 2 3 4 5' })
const signed = (name: string, data = rrsig): ResourceRecord => ({ name, type: 'RRSIG', ttl: 1, data })

type Said = Failure | { readonly answers: readonly ResourceRecord[]; readonly authentic?: boolean }

/** What a resolver says, one after the other; the last again and again. */
async function hear(...said: readonly Said[]) {
  const questions: Question[] = []
  const line = silentLine({
    async ask(question) {
      const now = said[Math.min(questions.length, said.length - 1)] ?? 'timed-out'
      questions.push(question)
      if (typeof now === 'string') return failed(now)
      return success({ answers: now.answers, authentic: now.authentic === true, server })
    },
  })
  const heard = await hearSignatures(line, 'Example.test')
  return { heard: heard.ok ? heard.value : heard.failure, questions }
}

describe('hearSignatures', () => {
  it('hears whether they were checked, and until when they hold', async () => {
    const answers = [soa('example.test'), signed('example.test', rrsig.replace('2027', '2028')), signed('example.test')]
    const { heard } = await hear({ answers, authentic: true })
    expect(heard).toMatchObject({
      kind: 'checked',
      zone: 'example.test',
      signature: { until: '2027-01-15T08:00:00.000Z' },
    })
    expect((await hear({ answers })).heard).toMatchObject({ kind: 'unchecked' })
    expect((await hear({ answers: [soa('example.test')] })).heard).toEqual({ kind: 'unchecked', zone: 'example.test' })
  })

  it('takes no signature over other records, nor of another zone', async () => {
    const answers = [
      soa('example.test'),
      signed('example.test', rrsig.replace('SOA', 'NS')),
      signed('test'),
      signed('example.test', 'nonsense'),
    ]
    expect((await hear({ answers })).heard).not.toHaveProperty('signature')
  })

  it('asks the zone itself where the name is none', async () => {
    const { heard, questions } = await hear({ answers: [soa('test')] }, { answers: [soa('test')], authentic: true })
    expect(heard).toMatchObject({ kind: 'checked', zone: 'test' })
    expect(questions.map(({ name }) => name)).toEqual(['example.test', 'test'])
  })

  it('hears them found bad: kept back twice, and given where nobody checks', async () => {
    const { heard, questions } = await hear(
      'lookup-failed',
      { answers: [soa('example.test'), signed('example.test')] },
      'lookup-failed',
    )
    expect(heard).toMatchObject({ kind: 'bogus', zone: 'example.test', signature: { covers: 'SOA' } })
    expect(questions.map(({ checkingDisabled = false }) => checkingDisabled)).toEqual([false, true, false])
  })

  it('does not take a resolver that fails once for one that finds them bad', async () => {
    const answers = [soa('example.test')]
    expect((await hear('lookup-failed', { answers }, { answers, authentic: true })).heard).toMatchObject({
      kind: 'checked',
    })
    expect((await hear('lookup-failed', 'lookup-failed')).heard).toBe('lookup-failed')
    expect((await hear('lookup-failed', { answers }, 'timed-out')).heard).toBe('timed-out')
  })

  it.each(['timed-out', 'lookup-refused', 'name-not-found'] as const)('may fail: %s', async (failure) => {
    const { heard, questions } = await hear(failure)
    expect(heard).toBe(failure)
    expect(questions).toHaveLength(1)
  })
})
