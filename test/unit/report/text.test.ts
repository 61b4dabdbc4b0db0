import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reportOf } from '../../../src/report/report.ts'
import { textOf } from '../../../src/report/text.ts'
import { answered, blocked25, cgnat, every, good, interrupted, known, marks, noProbe, runOf } from './runs.ts'

const titles = new Map([['outbound.25.v4/open', 'Port 25 gets out.']])
const plain = { width: 80, colour: false, verbose: false, titles }
const told = (run: typeof good, more: Partial<typeof plain> = {}) =>
  textOf(reportOf(run, { tool: { name: 'mailworthy', version: '0.1.0' }, relay: false, marks }), { ...plain, ...more })

describe('the report for a person', () => {
  it('begins with the answer and the three abilities', () => {
    expect(told(blocked25).split('\n').slice(0, 5)).toEqual([
      'Not ready: as it is, this line cannot carry a mail server.',
      '',
      '  ! receive  yes, with reservations  (others deliver mail here)',
      '  ✖ send     no  (mail from here is taken by others)',
      '  ✔ access   yes  (you reach your mailbox from outside)',
    ])
  })

  it('does not say that too little was seen where what fails hides the rest', () => {
    const bogus = answered('names.dnssec', 'bogus', 'fail')
    const hidden = (explainedBy: string) =>
      answered('names.mx', 'lookup-failed', 'unknown', { matters: { receive: 'required' }, explainedBy })
    expect(told(runOf([bogus, hidden('names.dnssec')]))).toMatch(/^Not known yet: something is in the way/)
    expect(told(runOf([bogus, hidden('line.resolver')]))).toMatch(/^Not known yet: too little could be seen/)
  })

  it('says first that messages would stall, where they would', () => {
    const moved = { small: 'replied', upload: 'stalled', download: 'stalled' }
    const stalls = answered('line.mtu', 'black-hole', 'warn', { matters: { send: 'recommended' }, facts: { moved } })
    expect(told(runOf([...good.findings, stalls]))).toMatch(
      /^Ready, with a reservation that comes first: large packets/,
    )
  })

  it('tells problems before what asks for care, then what is fine, and ends with the way to go', () => {
    const text = told(blocked25)
    const order = ['What is in the way', 'What to keep in mind', 'What is fine', 'The way to go', '--verbose']
    expect(order.map((title) => text.indexOf(title))).toEqual(
      order.map((title) => text.indexOf(title)).sort((a, b) => a - b),
    )
    expect(order.every((title) => text.includes(title))).toBe(true)
  })

  it('tells one problem once, with all that comes of it', () => {
    const text = told(cgnat)
    expect(text).toContain('The same is behind: inbound.25.v4, inbound.blocker.v4.')
    expect(text).not.toContain('inbound.25.v4 came to not-forwarded.')
    expect(text).not.toContain('What could not be told')
    expect(text).toContain('It is up to your provider.')
  })

  it('keeps what counts for nothing out of what is in the way', () => {
    const run = runOf([
      ...good.findings,
      answered('line.address.v6', 'none', 'fail', { says: 'This line has no IPv6.' }),
    ])
    const text = told(run)
    expect(text).not.toContain('What is in the way')
    expect(text).toContain('By the way (this counts for nothing)\n✖ This line has no IPv6.')
  })

  it('tells what is fine by the title where that is true, and else in the words of the answer', () => {
    const as = (answer: string) =>
      told(runOf([answered('names.tls-rpt', answer, 'pass', { says: 'The domain asks for no reports.' })]), {
        titles: new Map([['names.tls-rpt/published', 'Senders know where to report.']]),
      })
    expect(as('published')).toContain('✔ Senders know where to report.')
    expect(as('not-published')).toContain('✔ The domain asks for no reports.')
    expect(as('not-published')).not.toContain('Senders know')
  })

  it('is one screen where one reason stands for nearly everything, and whole when asked for', () => {
    const required = { matters: { receive: 'required' } } as const
    const down = answered('line.permanent', 'down', 'unknown', { ...required, says: 'The line seems to be down.' })
    const others = ['outbound', 'inbound', 'names', 'reputation'].flatMap((group) =>
      ['1', '2', '3', '4', '5'].map((number) =>
        answered(`${group}.${number}`, 'no-witness', 'unknown', { ...required, explainedBy: 'line.permanent' }),
      ),
    )
    const run = runOf([
      down,
      ...others,
      answered('line.gateway', 'found', 'pass'),
      answered('router.upnp', 'absent', 'unknown'),
    ])
    const text = told(run)
    expect(text.split('\n').length).toBeLessThanOrEqual(24)
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      'The same is behind 20 other checks: outbound.*, inbound.*, names.*, reputation.*.',
    )
    expect(text).not.toContain('By the way')
    const whole = told(run, { verbose: true })
    expect(whole).toContain('By the way')
    expect(whole).toMatch(/The same is behind: outbound\.1, outbound\.2,/)
  })

  it('tells who is in the way together with what is', () => {
    const run = runOf([
      answered('inbound.25.v4', 'filtered', 'fail', { matters: { receive: 'required' } }),
      answered('inbound.blocker.v4', 'provider', 'fail', { fault: 'provider' }),
    ])
    expect(told(run)).not.toContain('By the way')
  })

  it('tells what is known of the provider where it helps, after what to do', () => {
    const text = told(known)
    const order = ['→ Mend outbound.25.v4.', '· Free (Freebox): In the subscriber account', 'outbound.25.v4/filtered']
    expect(order.map((part) => text.indexOf(part))).toEqual(
      order.map((part) => text.indexOf(part)).sort((a, b) => a - b),
    )
    expect(text).not.toContain('https://')
    expect(told(known, { verbose: true })).toContain('    https://github.com/YunoHost/doc (isp_free.fr.md), 2024-03-23')
  })

  it('ends the way to go with what it costs, and what would change it', () => {
    expect(told(blocked25)).toContain(
      [
        'What it costs: Nothing but asking, if port 25 is opened; else nothing, or a',
        'small monthly fee, for a relay.',
        'What would change it: If port 25 opens on the way out, mail can be sent straight',
        'from here.',
      ].join('\n'),
    )
  })

  it('says what could not be told, and why', () => {
    const text = told(noProbe)
    expect(text).toContain('? vantage.probe came to not-configured.\n  → Start a probe.')
    expect(text).toContain('The same is behind: inbound.25.v4, inbound.blocker.v4.')
  })

  it('says after an interruption what was seen until then, and names a crash a bug', () => {
    const text = told(interrupted)
    expect(text.startsWith('Interrupted: this is what was seen until then.')).toBe(true)
    expect(text.match(/the run was interrupted/g)).toHaveLength(1)
    expect(text).toContain('it is a bug')
  })

  it('says when only a selection was judged', () => {
    expect(told({ ...good, scope: { only: ['line.*'], skip: ['line.mtu'] } })).toContain(
      'from a selection of checks (only line.*; without line.mtu)',
    )
  })

  it('does not call a line good of which only a part was asked for', () => {
    const scope = { only: ['line.gateway'], skip: [] }
    expect(told(good)).toContain('can carry a mail server')
    expect(told({ ...good, scope })).not.toMatch(/^Ready/)
    expect(told({ ...good, scope })).not.toContain('can carry a mail server')
    expect(told({ ...blocked25, scope })).toMatch(/^Not ready/)
  })

  it('shows an explanation that has no trouble of its own as it is', () => {
    const run = runOf([answered('a', 'fine', 'pass'), answered('b', 'bad', 'fail', { explainedBy: 'a' })])
    expect(told(run)).toContain('✖ b came to bad.')
  })

  it('calls what is fine by its title', () => {
    expect(told(good)).toContain('✔ Port 25 gets out.')
  })

  it('keeps to the width of the terminal', () => {
    for (const width of [30, 40, 60]) {
      const tooLong = told(blocked25, { width })
        .split('\n')
        // An id is one word, and abilities are a table.
        .filter((line) => [...line].length > width && line.trim().includes(' ') && !/^ {2}[✔✖!?] /.test(line))
      expect(tooLong).toEqual([])
    }
  })

  it('is coloured only where asked to', () => {
    // oxlint-disable-next-line no-control-regex
    const escapes = /\u001b\[/
    expect(told(good)).not.toMatch(escapes)
    expect(told(good, { colour: true })).toMatch(escapes)
  })

  it('shows every operation behind a finding when verbose', () => {
    expect(told(blocked25, { verbose: true })).toContain('12 ms  dial 198.51.100.10:25  timed-out after 4000 ms')
  })

  it('tells every kind of run', () => {
    for (const run of Object.values(every)) expect(told(run, { verbose: true })).toMatch(/^.+\n/)
  })

  it('prints nothing that a terminal would obey, whatever others have said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (evil) => {
        const run = runOf([
          answered('a', 'x', 'fail', {
            says: evil,
            remedy: evil,
            matters: { receive: 'required' },
            facts: { evil },
            trace: [{ op: 'read', on: evil, atMs: 0, tookMs: 0, saw: evil }],
          }),
          { check: 'b', stem: 'b', matters: { send: 'required' }, kind: 'skipped', because: { blind: evil, on: 'b' } },
          { check: 'c', stem: 'c', matters: {}, kind: 'skipped', because: { moot: evil, on: 'b' } },
          { check: 'd', stem: 'd', matters: {}, kind: 'crashed', error: evil },
        ])
        expect(told(run, { verbose: true }).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
      }),
    )
  })
})
