import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from '../../../src/report/redact.ts'
import { reportOf } from '../../../src/report/report.ts'
import { answered, cgnat, crashed, good, known, lineOf, marks, runOf } from './runs.ts'

const options = { tool: { name: 'mailworthy', version: '0.1.0' }, relay: false }
const redacted = (run: typeof good, marked = marks) => redact(reportOf(run, { ...options, marks: marked }), marked)

describe('a redacted report', () => {
  it('has the same word for the same value everywhere, and tells which kind of address it is', () => {
    const report = redacted(cgnat)
    expect(report.line).toEqual({
      v4: { local: 'private-address-1', public: 'address-1' },
      v6: null,
      known: { gateway: 'hardware-address-1' },
    })
    expect(report.findings[2]).toMatchObject({
      says: 'The provider shares address-1 among several customers: your router has carrier-grade-address-1 behind it.',
      facts: { public: 'address-1', local: ['private-address-1'], behindRouter: ['carrier-grade-address-1'] },
    })
  })

  it('leaves no address, name or banner of a run', () => {
    const text = JSON.stringify(redacted(good))
    for (const value of ['203.0.113', '192.168', '198.51', 'example', 'eth0', '02:00:5e', 'who-reads-this']) {
      expect(text).not.toContain(value)
    }
  })

  it('leaves the vocabulary of the report alone', () => {
    const facts = { greeting: 'answered', cameFrom: 'open' }
    const report = redacted(runOf([answered('inbound.25.v4', 'open', 'pass', { facts, says: 'It is open.' })]))
    expect(report.findings[0]).toMatchObject({ kind: 'answered', answer: 'open', check: 'inbound.25.v4' })
  })

  it('recognises what others wrote where a sentence has shortened it', () => {
    const greeting = 'Welcome to the machine of Jane, who lives by the sea'
    const says = 'Somebody greets "Welcome to the machine of Ja…".'
    const report = redacted(runOf([answered('inbound.25.v4', 'open', 'pass', { facts: { greeting }, says })]))
    expect(report.findings[0]).toMatchObject({ says: 'Somebody greets "banner-1…".' })
  })

  it('hides the host of a URL and keeps its form', () => {
    const marked = new Map([['vantage.probe', { url: 'name' }]] as const)
    const of = (url: string) =>
      redacted(
        runOf([answered('vantage.probe', 'unreachable', 'unknown', { facts: { url }, says: `${url} is silent.` })]),
        marked,
      ).findings[0]
    expect(of('https://203.0.113.5:8025')).toMatchObject({
      facts: { url: 'https://address-1:8025' },
      says: 'https://address-1:8025 is silent.',
    })
    expect(of('https://probe:8025')).toMatchObject({ facts: { url: 'https://name-1:8025' } })
  })

  it('hides host names in traces and errors, where no check has marked them, but no ids', () => {
    const trace = [
      { op: 'ask' as const, on: 'mail.example.com MX', atMs: 0, tookMs: 1, saw: '10 mx.example.com' },
      { op: 'host' as const, on: 'interfaces', atMs: 0, tookMs: 1, saw: 'lo enp3s0' },
      { op: 'read' as const, on: '198.51.100.5:25', atMs: 0, tookMs: 1, saw: '220 hello' },
    ]
    const report = redacted(
      runOf([
        answered('line.nat.v4', 'double', 'warn', { trace }),
        crashed('a', 'line.nat.v4 and mx.example.com failed'),
      ]),
    )
    expect(report.findings[0]).toMatchObject({
      trace: [{ on: 'name-1 MX', saw: '10 name-2' }, { saw: 'name-3 name-4' }, { on: 'address-1:25', saw: 'banner-1' }],
    })
    expect(report.findings[1]).toMatchObject({ error: 'line.nat.v4 and name-2 failed' })
  })

  it('tells nothing of the provider: no name, no number, no advice, no step that would be of one alone', () => {
    const trace = [
      { op: 'ask' as const, on: '7.113.0.203.origin.asn.cymru.test TXT', atMs: 0, tookMs: 1, saw: '12322 | FR' },
    ]
    const run = runOf([...known.findings.slice(0, -1), { ...lineOf('free'), trace }])
    const report = redacted(run)
    const text = JSON.stringify(report)
    for (const told of ['12322', 'SOME-NET', 'Free', 'Blocage', 'free.fr', 'YunoHost', '"advice"'])
      expect(text).not.toContain(told)
    expect(report.line.provider).toEqual({ name: 'name-1' })
    expect(report.findings.at(-1)).toMatchObject({
      says: expect.stringMatching(/^The provider is known \(name-\d\)\.$/) as string,
      facts: { asns: [expect.stringMatching(/^name-\d$/)], network: 'name-1' },
    })
    const unknown = reportOf(runOf(run.findings.slice(0, -1)), { ...options, marks })
    expect(report.plan).toEqual(unknown.plan)
    expect(redacted(cgnat).plan.way).toBe(reportOf(cgnat, { ...options, marks }).plan.way)
  })

  it('is not the number of a network that stands in our own words as a port or a time', () => {
    const network = lineOf(587)
    const says = 'Port 587 of AS587 answered.'
    const report = redacted(runOf([network, answered('outbound.587.v4', 'open', 'pass', { says })]))
    expect(report.findings[1]).toMatchObject({ says: 'Port 587 of name-2 answered.' })
  })

  const frames = [
    (value: string) => value,
    (value: string) => `It is ${value}.`,
    (value: string) => `(${value}), and more`,
    (value: string) => `from "${value}"; to ${value}`,
    (value: string) => `${value}:25`,
  ]
  const frame = fc.constantFrom(...frames)
  const byte = fc.integer({ min: 0, max: 255 })
  const v4 = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join('.'))
  const v6 = fc.ipV6()
  const everywhere = (value: string, put: (value: string) => string) =>
    runOf(
      [
        answered('x', 'y', 'fail', {
          says: put(value),
          remedy: put(value),
          facts: { leaf: value, deep: [{ other: put(value) }] },
          trace: [{ op: 'dial', on: put(value), atMs: 0, tookMs: 0, saw: put(value) }],
        }),
        crashed('z', put(value)),
        { check: 'w', stem: 'w', matters: {}, kind: 'skipped', because: { moot: put(value), on: 'x' } },
      ],
      { looks: [{ look: 'l', revision: 1, facts: { any: put(value) }, trace: [] }] },
    )
  /** Everything in a report that is not our own vocabulary. */
  const loose = (run: typeof good, marked: typeof marks) => {
    const { findings, looks, plan } = redacted(run, marked)
    return [
      ...findings.map((each) =>
        each.kind === 'answered'
          ? [each.says, each.remedy, each.facts, each.trace.map(({ on, saw }) => [on, saw])]
          : each.kind === 'crashed'
            ? each.error
            : each.because,
      ),
      ...looks.map((look) => ('facts' in look ? look.facts : '')),
      plan,
    ]
      .map((part) => JSON.stringify(part))
      .join('\n')
  }

  it('lets no IPv4 address through, marked or not', () => {
    fc.assert(
      fc.property(v4, frame, (address, put) => {
        fc.pre(address !== '0.0.0.0')
        expect(loose(everywhere(address, put), new Map())).not.toContain(address)
      }),
    )
  })

  it('lets no IPv6 address through, in brackets or in a sentence', () => {
    const inBrackets = (value: string) => `https://[${value}]:8025/v1`
    fc.assert(
      fc.property(v6, fc.constantFrom(...frames.slice(0, 4), inBrackets), (address, put) => {
        // The unspecified address, however it is written, is nobody's.
        fc.pre(/[1-9a-f]/i.test(address))
        expect(loose(everywhere(address, put), new Map())).not.toContain(address)
      }),
    )
  })

  it('lets no marked value through, whatever it is', () => {
    const word = fc
      .string({ unit: 'binary', minLength: 2, maxLength: 40 })
      // Parts of our own words and of JSON's frame are found in any report.
      .filter((text) => /[^a-z0-9\s"'.,:;()\\/{}[\]-]/i.test(text) || /\d{3}/.test(text))
    fc.assert(
      fc.property(word, frame, fc.constantFrom('name' as const, 'banner' as const), (value, put, mark) => {
        const escaped = JSON.stringify(value).slice(1, -1)
        expect(loose(everywhere(value, put), new Map([['x', { leaf: mark }]]))).not.toContain(escaped)
      }),
    )
  })
})
