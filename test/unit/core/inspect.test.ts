import { describe, expect, it } from 'vitest'
import { type Check, defineCheck, maybe } from '../../../src/core/check.ts'
import { failed, success } from '../../../src/core/failure.ts'
import type { Progress } from '../../../src/core/inspect.ts'
import type { Line } from '../../../src/core/line.ts'
import { defineLook } from '../../../src/core/look.ts'
import { silentLine } from '../silent-line.ts'
import { named, run, scripted, type Seen } from './scripted-checks.ts'

describe('inspect', () => {
  it('answers with words, facts and fault, in the order of the registry', async () => {
    const { findings, scope } = await run([scripted('b', 'bad'), scripted('a')])
    expect(findings.map(({ check }) => check)).toEqual(['b', 'a'])
    expect(findings[0]).toMatchObject({
      kind: 'answered',
      answer: 'bad',
      verdict: 'fail',
      fault: 'provider',
      remedy: 'Mend it.',
      revision: 3,
    })
    expect(findings[1]).toMatchObject({ kind: 'answered', answer: 'good', says: 'Saw a.', facts: { value: 'a' } })
    expect(findings[1]).not.toHaveProperty('fault')
    expect(scope).toBe('all')
  })

  it.each([
    ['careful', 'moot'],
    ['bad', 'moot'],
    ['dark', 'blind'],
  ] as const)('skips what builds on a check that came to %s as %s', async (verdict, kind) => {
    const ground = scripted('ground', verdict)
    const { findings } = await run([ground, scripted('house', 'good', { needs: { ground } })])
    expect(named(findings, 'house')).toMatchObject({
      kind: 'skipped',
      because: { [kind]: expect.any(String), on: 'ground' },
    })
  })

  it('lets moot outweigh blind: what the line does not have cannot be in doubt', async () => {
    const absent = scripted('absent', 'bad')
    const unclear = scripted('unclear', 'dark')
    const { findings } = await run([scripted('house', 'good', { needs: { unclear, absent } }), absent, unclear])
    expect(named(findings, 'house')).toMatchObject({ because: { moot: 'No.', on: 'absent' } })
  })

  it('skips as moot what was not asked for, before anything is looked at', async () => {
    let looked = false
    const relayOnly = {
      ...scripted('relay', 'good', { observe: async () => ((looked = true), { value: '' }) }),
      moot: () => 'No relay was given.',
    }
    const { findings } = await run([relayOnly])
    expect(named(findings, 'relay')).toMatchObject({
      kind: 'skipped',
      because: { moot: 'No relay was given.', on: 'relay' },
    })
    expect(looked).toBe(false)
  })

  it('passes undefined for a need that may be absent', async () => {
    const absent = scripted('absent', 'dark')
    let given: unknown
    const house = defineCheck<Seen>()({
      id: 'house',
      stem: 'house',
      title: 'x',
      matters: {},
      revision: 1,
      needs: { absent: maybe(absent) },
      budget: 1,
      marks: {},
      answers: { good: { verdict: 'pass', says: 'x' } },
      async observe(_line, needs) {
        given = needs.absent
        return { value: 'x' }
      },
      judge: () => 'good',
    })
    const { findings } = await run([house])
    expect(given).toBeUndefined()
    expect(named(findings, 'house')).toMatchObject({ answer: 'good' })
  })

  it('makes a shared look once, and keeps what it saw', async () => {
    let times = 0
    const look = defineLook<Seen>()({
      look: 'view',
      revision: 2,
      needs: {},
      budget: 50,
      marks: {},
      async observe() {
        times += 1
        return { value: 'sea' }
      },
    })
    const { looks } = await run([
      scripted('a', 'good', { needs: { look } }),
      scripted('b', 'good', { needs: { look } }),
    ])
    expect(times).toBe(1)
    expect(looks).toEqual([{ look: 'view', revision: 2, facts: { value: 'sea' }, trace: [] }])
  })

  it('runs what depends on nothing at the same time', async () => {
    const started: string[] = []
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const waiting = (id: string) =>
      scripted(id, 'good', {
        async observe() {
          started.push(id)
          if (started.length === 2) release()
          await gate
          return { value: id }
        },
      })
    const { findings } = await run([waiting('a'), waiting('b')])
    expect(findings.every(({ kind }) => kind === 'answered')).toBe(true)
  })

  it('keeps a crash of one check from being the crash of the run, and takes it for a bug of ours', async () => {
    const broken = scripted('broken', 'good', { observe: () => Promise.reject(new TypeError('oops')) })
    const { findings } = await run([broken, scripted('after', 'good', { needs: { broken } }), scripted('beside')])
    expect(named(findings, 'broken')).toMatchObject({ kind: 'crashed', error: 'TypeError: oops' })
    expect(named(findings, 'after')).toMatchObject({
      kind: 'skipped',
      because: { on: 'broken', blind: expect.stringContaining('oops') },
    })
    expect(named(findings, 'beside')).toMatchObject({ kind: 'answered' })
  })

  it('takes an answer that was never declared for a crash', async () => {
    const liar = { ...scripted('liar'), judge: () => 'splendid' } as unknown as Check
    expect(named((await run([liar])).findings, 'liar')).toMatchObject({
      kind: 'crashed',
      error: expect.stringContaining('splendid'),
    })
  })

  it('gives every check a line with its budget and writes down what was done on it', async () => {
    const budgets: number[] = []
    const line: Line = silentLine({
      dial: async () => failed('refused', 'ECONNREFUSED'),
      ask: async (question) =>
        success({
          answers: [{ name: question.name, type: 'A', ttl: 1, data: '192.0.2.1' }],
          authentic: false,
          server: { address: '127.0.0.1', port: 53 },
        }),
      within: (ms) => {
        budgets.push(ms)
        return line
      },
    })
    const curious = scripted('curious', 'good', {
      async observe(given) {
        await given.dial({ address: '2001:db8::5', port: 25 })
        await given.ask({ name: 'mx.example.org', type: 'A' })
        await given.request({
          method: 'POST',
          url: `https://192.0.2.9:8025/v1/sessions/${'t'.repeat(90)}/dial-back?x=1#y`,
        })
        return { value: 'x' }
      },
    })
    const { findings } = await run([curious], { line })
    expect(budgets).toEqual([50])
    expect(named(findings, 'curious')).toMatchObject({
      trace: [
        { op: 'dial', on: '[2001:db8::5]:25', failure: 'refused', saw: 'ECONNREFUSED' },
        { op: 'ask', on: 'mx.example.org A', saw: '192.0.2.1' },
        { op: 'request', on: 'POST https://192.0.2.9:8025/v1/sessions/…/dial-back', failure: 'network-unreachable' },
      ],
    })
  })

  it('stops a check that outlives its budget: a bug of ours, never an answer', async () => {
    const sleepy = { ...scripted('sleepy', 'good', { observe: () => new Promise(() => {}) }), budget: -1_990 }
    expect(named((await run([sleepy])).findings, 'sleepy')).toMatchObject({
      kind: 'crashed',
      error: expect.stringContaining('budget'),
    })
  })

  it('gives the findings so far when interrupted', async () => {
    const controller = new AbortController()
    const quick = scripted('quick')
    const slow = scripted('slow', 'good', {
      needs: { quick },
      observe() {
        controller.abort()
        return new Promise(() => {})
      },
    })
    const { findings, interrupted } = await run([quick, slow, scripted('later', 'good', { needs: { slow } })], {
      signal: controller.signal,
    })
    expect(interrupted).toBe(true)
    expect(named(findings, 'quick')).toMatchObject({ kind: 'answered' })
    for (const id of ['slow', 'later'])
      expect(named(findings, id)).toMatchObject({ kind: 'skipped', because: { blind: 'the run was interrupted' } })
  })

  it('reports only what was chosen, and says so', async () => {
    const ground = scripted('line.ground')
    const checks = [ground, scripted('names.mx', 'good', { needs: { ground } }), scripted('names.spf')]
    const { findings, scope } = await run(checks, { only: ['names.*'], skip: ['*.spf'] })
    expect(findings.map(({ check }) => check)).toEqual(['names.mx'])
    expect(scope).toEqual({ only: ['names.*'], skip: ['*.spf'] })
  })

  it('says which finding explains another', async () => {
    const explanations = [{ by: 'cause', when: ['bad'], checks: ['effect'], answers: ['dark'] }]
    const { findings } = await run([scripted('cause', 'bad'), scripted('effect', 'dark'), scripted('other', 'dark')], {
      explanations,
    })
    expect(named(findings, 'effect')).toMatchObject({ explainedBy: 'cause' })
    expect(named(findings, 'other')).not.toHaveProperty('explainedBy')
    const healthy = await run([scripted('cause'), scripted('effect', 'dark')], { explanations })
    expect(named(healthy.findings, 'effect')).not.toHaveProperty('explainedBy')
  })

  it('tells its progress', async () => {
    const told: Progress[] = []
    await run([scripted('a')], { onProgress: (progress) => told.push(progress) })
    expect(told).toMatchObject([
      { kind: 'looking', at: 'a', title: 'All is well.' },
      { kind: 'known', finding: { check: 'a' } },
    ])
  })
})
