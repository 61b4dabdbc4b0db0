import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../../src/core/finding.ts'
import { diff } from '../../../../src/history/diff.ts'
import type { SavedRun } from '../../../../src/history/saved-run.ts'
import { type Comparison, comparison } from '../../../../src/report/history/comparison.ts'
import { comparisonText } from '../../../../src/report/history/comparison-text.ts'
import { reportOf } from '../../../../src/report/report.ts'
import { answered, marks, runOf, skipped } from '../runs.ts'
import { offsetIn } from './offset-in.ts'

const saved = (at: string, findings: readonly Finding[], line: Partial<SavedRun['line']> = {}): SavedRun => {
  const report = reportOf(runOf(findings, { at }), {
    tool: { name: 'mailworthy', version: '0.1.0' },
    relay: false,
    marks,
  })
  return { ...report, line: { ...report.line, ...line } }
}
const compared = (before: SavedRun, after: SavedRun) =>
  comparison({ name: '20261101T090000Z', run: before }, { name: 'after.json', run: after }, diff(before, after))
const told = (what: Comparison, more: { readonly width?: number; readonly unicode?: boolean } = {}) =>
  comparisonText(what, {
    width: 80,
    colour: false,
    unicode: true,
    timeZone: 'Europe/Berlin',
    offsetAt: offsetIn('Europe/Berlin'),
    now: '2026-11-24T12:00:00.000Z',
    ...more,
  })

const required = { matters: { send: 'required' } } as const
const before = saved(
  '2026-11-01T09:00:00.000Z',
  [
    answered('outbound.25.v4', 'open', 'pass', required),
    answered('outbound.465.v4', 'open', 'pass'),
    answered('line.nat.v4', 'carrier', 'fail'),
    answered('names.mx', 'there', 'pass'),
    answered('line.gateway', 'found', 'pass'),
  ],
  { v4: { public: '203.0.113.7' }, provider: { asn: 64_500, name: 'Old Telecom' } },
)
const after = saved(
  '2026-11-24T09:00:00.000Z',
  [
    answered('outbound.25.v4', 'filtered', 'fail', {
      ...required,
      fault: 'provider',
      says: 'Port 25 is blocked.',
      remedy: 'Ask the provider.',
    }),
    answered('outbound.465.v4', 'filtered', 'fail', { explainedBy: 'outbound.25.v4' }),
    answered('line.nat.v4', 'none', 'pass', { says: 'The router wears the public address.' }),
    answered('line.gateway', 'found', 'pass'),
    answered('line.address.v6', 'none', 'unknown', { says: 'There is no IPv6.' }),
    skipped('names.mx', { moot: 'No domain was given.', on: 'domain' }),
  ],
  { v4: { public: '198.51.100.9' }, provider: { asn: 64_501, name: 'New\u001b[2J Telecom' } },
)

describe('one run beside a later one', () => {
  const text = told(compared(before, after))

  it('begins with what it comes to', () => {
    expect(text).toMatch(/^2 answers got worse since Sun 1 Nov 10:00, and one answer better\.\n/)
  })

  it('shows verdict, abilities, address and provider then and now', () => {
    expect(text).toMatch(/^ +Sun {2}1 Nov 10:00 +Tue 24 Nov 10:00$/m)
    expect(text).toMatch(/^send +yes +no$/m)
    expect(text).toMatch(/^IPv4 +203\.0\.113\.7 +198\.51\.100\.9$/m)
    expect(text).toMatch(/^provider +Old Telecom, AS64500 +New\\u\{1b\}\[2J Telecom, AS64501$/m)
    expect(text).toMatch(/^run +20261101T090000Z +after\.json$/m)
  })

  it('tells what got worse with the way out, and what comes of it once', () => {
    expect(text).toContain(
      [
        'What got worse',
        '✖ Port 25 is blocked.',
        '  It is up to your provider.',
        '  → Ask the provider.',
        '  The same is behind: outbound.465.v4.',
        '  outbound.25.v4: open → filtered',
      ].join('\n'),
    )
    expect(text).not.toContain('outbound.465.v4 came to')
  })

  it('tells what got better, what is otherwise different, and what was not looked at', () => {
    expect(text).toContain('What got better\n✔ The router wears the public address.\n  line.nat.v4: carrier → none')
    expect(text).toContain('names.mx: there → does not apply')
    expect(text).toContain('What was not looked at\nOn Sun 1 Nov 10:00: line.address.v6.')
    expect(text).toContain('One answer is the same. Times are those of Europe/Berlin.')
  })

  it('says plainly that nothing changed', () => {
    const same = told(compared(before, { ...before, at: after.at }))
    expect(same).toMatch(/^Nothing changed since Sun 1 Nov 10:00\.\n/)
    expect(same).not.toContain('What ')
  })

  it('compares no addresses with a redacted report', () => {
    const redacted = compared(before, { ...after, line: { v4: { public: 'address-1' }, v6: null } })
    expect(redacted).toMatchObject({ redacted: true, line: {} })
    expect(told(redacted)).toContain('One of them is redacted: addresses and names are not compared.')
    expect(told(redacted)).not.toContain('address-1')
  })

  it.each([60, 80, 120])('fits %d columns, in ASCII where it must', (width) => {
    const ascii = told(compared(before, after), { width, unicode: false })
    for (const line of ascii.split('\n')) expect(line.length).toBeLessThanOrEqual(width)
    expect(ascii).toMatch(/^[\n -~]*$/)
  })
})
