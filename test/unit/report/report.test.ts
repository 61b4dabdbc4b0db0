import { describe, expect, it } from 'vitest'
import { jsonOf } from '../../../src/report/json.ts'
import { redact } from '../../../src/report/redact.ts'
import { type Report, reportOf } from '../../../src/report/report.ts'
import { answered, blocked25, cgnat, every, good, interrupted, known, marks, noProbe, runOf } from './runs.ts'
import { complaints, undocumented } from './schema.ts'

const options = { tool: { name: 'mailworthy', version: '0.1.0' }, relay: false, marks }
const reported = (run: typeof good): Report => reportOf(run, options)

describe('a report', () => {
  it.each(Object.entries(every))('of the run "%s" keeps to the schema, redacted or not', (_name, run) => {
    for (const report of [reported(run), redact(reported(run), marks)]) {
      const read: unknown = JSON.parse(jsonOf(report))
      expect(complaints(read)).toEqual([])
      expect(undocumented(read)).toEqual([])
    }
  })

  it('judges', () => {
    expect(reported(good)).toMatchObject({
      verdict: 'ready-with-reservations',
      abilities: { receive: 'with-reservations', send: 'yes', access: 'yes' },
    })
    expect(reported(blocked25)).toMatchObject({ verdict: 'not-ready', abilities: { send: 'no' } })
    expect(reported(cgnat)).toMatchObject({ verdict: 'not-ready', abilities: { receive: 'no', send: 'yes' } })
    expect(reported(noProbe)).toMatchObject({ verdict: 'undetermined', abilities: { receive: 'unknown' } })
    expect(reported(interrupted)).toMatchObject({ verdict: 'undetermined', interrupted: true })
  })

  it('tells which line it was', () => {
    expect(reportOf(good, { ...options, lineName: 'home' }).line).toEqual({
      name: 'home',
      v4: { local: '192.168.1.10', router: '203.0.113.7', public: '203.0.113.7' },
      v6: null,
      known: { gateway: '02:00:5e:00:53:01' },
    })
  })

  it('tells whose network it is on', () => {
    expect(reported(known).line.provider).toEqual({ asn: 12_322, name: 'SOME-NET' })
  })

  it('tells what is known of the provider beside the finding, and nothing where nothing is known', () => {
    const advice = (run: typeof good) => reported(run).findings.filter((finding) => 'advice' in finding)
    expect(advice(known).map(({ check }) => check)).toEqual(['outbound.25.v4'])
    expect(advice(blocked25)).toEqual([])
  })

  it('tells which line it was as far as it was seen, whatever the facts look like', () => {
    for (const facts of [null, [], 'text', { local: 3, seen: [null], v4: 'x' }]) {
      const run = runOf([
        answered('line.gateway', 'found', 'pass', { facts }),
        answered('line.address.v4', 'seen', 'pass', { facts }),
      ])
      expect(reported(run).line).toEqual({ v4: null, v6: null })
    }
  })

  it('carries no secret, redacted or not', () => {
    const secret = 'k7bmzq3tokenthatonlytwomayknow'
    const run = runOf(
      [
        answered('vantage.probe', 'ready', 'pass', {
          facts: { session: { token: secret } },
          says: `The token is ${secret}.`,
          trace: [{ op: 'request', on: `POST https://probe.example.org/${secret}`, atMs: 0, tookMs: 1, saw: secret }],
        }),
      ],
      { looks: [{ look: 'other', revision: 1, facts: { quotes: [secret] }, trace: [] }] },
    )
    const text = jsonOf(reportOf(run, { ...options, marks: new Map([['vantage.probe', { token: 'secret' }]]) }))
    expect(text).not.toContain(secret)
    expect(text).toContain('(withheld)')
  })

  it('is JSON in which nothing hides', () => {
    const nasty = 'a\u001b[2J\u009b31m\u202e\u{e0041}\u2028\u007fz'
    const text = jsonOf(reported(runOf([answered('x', 'y', 'pass', { says: nasty })])))
    expect(text).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Zl}]/u)
    expect((JSON.parse(text) as Report).findings[0]).toMatchObject({ says: nasty })
  })
})

describe('the schema', () => {
  const report = JSON.parse(jsonOf(reported(blocked25))) as Record<string, unknown>

  it.each([
    ['another schema', { schema: 2 }],
    ['a verdict that does not exist', { verdict: 'fine' }],
    ['a fail without a remedy', { findings: [{ ...blocked25.findings[5], remedy: undefined }] }],
    ['a plan without steps', { plan: { way: 'host-directly', why: 'x', steps: [] } }],
    ['a finding of no kind', { findings: [{ check: 'a', stem: 'a', matters: {}, kind: 'guessed' }] }],
  ])('refuses %s', (_what, change) => {
    expect(complaints(JSON.parse(JSON.stringify({ ...report, ...change })))).not.toEqual([])
  })

  it('lets the format grow', () => {
    expect(complaints({ ...report, weather: 'fair' })).toEqual([])
    expect(undocumented({ ...report, weather: 'fair' })).not.toEqual([])
  })
})
