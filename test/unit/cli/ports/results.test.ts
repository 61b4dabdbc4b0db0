import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openExit, openJson, openText, type OpenReport } from '../../../../src/cli/commands/ports/open-report.ts'
import { outsideOf } from '../../../../src/cli/commands/ports/port-outside.ts'
import type { PortResult } from '../../../../src/cli/commands/ports/port-result.ts'
import type { PortSeen } from '../../../../src/checks/looks/let-in.ts'
import type { DialBackResult } from '../../../../src/wire/dial-back.ts'

const here = '192.168.1.10'

function opened(external: number, more: Partial<PortResult> = {}): PortResult {
  const internal = { address: here, port: external }
  const held = { id: 'n1', speech: 'upnp', external, internal, leaseS: 86_400 } as const
  return { external, internal, ended: { kind: 'opened', held, readBack: 'as-asked' }, attempts: [], ...more }
}

const report = (results: readonly PortResult[], more: Partial<OpenReport> = {}): OpenReport => ({
  router: '192.168.1.1',
  family: 'v4',
  wan: '25.203.113.7',
  results,
  probed: false,
  unserved: [],
  own: [here],
  journalPath: '/somewhere',
  nowMs: 0,
  ...more,
})
const text = (of: OpenReport) => openText(of, { width: 100, colour: false }).replace(/\n {2}(?=\S)/g, ' ')
const refused = (external: number): PortResult =>
  opened(external, { ended: { kind: 'forbidden', speech: 'upnp', code: 606 } })

describe('what came of opening ports', () => {
  it('is told once where it is the same for several, and apart where it is not', () => {
    const said = text(report([opened(25), refused(465), opened(587), refused(143), opened(993)]))
    expect(said).toContain('✔ Ports 25, 587 and 993 lead to this machine')
    expect(said).toContain('✖ The router will not open ports 465 and 143')
    expect(said.match(/✔|✖/g)).toHaveLength(2)
  })

  it('keeps apart ports that lead to different ones', () => {
    const other = opened(465, { internal: { address: here, port: 4650 } })
    const said = text(report([opened(25), other, opened(993)]))
    expect(said).toContain('Ports 25 and 993 lead to this machine for')
    expect(said).toContain('Port 465 leads to this machine, port 4650, for')
  })

  it('says who was not asked, who does not listen, and how it ends', () => {
    const said = text(report([opened(25), opened(993)], { unserved: [993] }))
    expect(said).toContain('Nothing listens on port 993 here yet')
    expect(said).toContain('Whether anybody gets in was not tried')
    expect(said).toContain('"mailworthy ports keep" renews it')
    const proved = text(report([opened(25, { outside: { kind: 'proved' } })], { probed: true }))
    expect(proved).toContain('proved')
    expect(proved).not.toContain('not tried')
  })

  it('leaves out no port, whatever became of each', () => {
    const ends: readonly PortResult['ended'][] = [
      opened(25).ended,
      { kind: 'substituted', speech: 'natpmp', external: 1024 },
      { kind: 'not-kept', speech: 'upnp', found: null },
      { kind: 'forbidden', speech: 'upnp', code: 606 },
      { kind: 'conflict', speech: 'pcp' },
      { kind: 'silent', speech: 'pcp', failure: 'timed-out' },
      { kind: 'no-protocol' },
    ]
    const one = fc.record({ external: fc.integer({ min: 1, max: 65_535 }), ended: fc.constantFrom(...ends) })
    fc.assert(
      fc.property(
        fc.uniqueArray(one, { selector: ({ external }) => external, minLength: 1, maxLength: 12 }),
        (some) => {
          const said = text(report(some.map(({ external, ended }) => opened(external, { ended }))))
          for (const { external } of some) expect(said).toMatch(new RegExp(`[✔✖?] .*\\b${external}\\b`))
        },
      ),
    )
  })

  it('warns where the router itself has no public address', () => {
    const behind = report([opened(25)], { wan: '100.64.1.7' })
    expect(text(behind)).toContain('100.64.1.7, is not a public one')
    expect(openExit(behind)).toBe(0)
  })

  it.each<[string, OpenReport, number]>([
    ['all is open', report([opened(25), opened(993)]), 0],
    ['one was refused', report([opened(25), refused(993)]), 1],
    ['nothing arrives', report([opened(25, { outside: { kind: 'nothing-arrives', result: 'refused' } })]), 1],
    ['the probe could not tell', report([opened(25, { outside: { kind: 'probe-unable' } })]), 2],
    [
      'no probe could be met',
      report([opened(25)], { problem: { answer: 'busy', mark: 'open', says: 'It is busy.' } }),
      2,
    ],
    ['it could not be asked for', report([opened(25, { ended: { kind: 'no-protocol' } })]), 2],
    [
      'one was refused, and one could not be told',
      report([refused(25), opened(993, { outside: { kind: 'probe-unable' } })]),
      1,
    ],
  ])('ends, when %s, with the right code', (_when, of, code) => expect(openExit(of)).toBe(code))

  it('is there for programs, with a word for each port', () => {
    const conflict = opened(587, {
      ended: {
        kind: 'conflict',
        speech: 'upnp',
        owner: {
          external: 587,
          internal: { address: '192.168.1.11', port: 587 },
          leaseS: 0,
          enabled: true,
          description: 'x\u202ey',
          remoteHost: '',
        },
      },
      attempts: [{ speech: 'upnp', ended: 'conflict' }],
    })
    const json = openJson(
      report([opened(25, { outside: { kind: 'proved' } }), conflict, refused(993)], { probed: true }),
    )
    expect(json).not.toContain('\u202e')
    expect(JSON.parse(json)).toMatchObject({
      router: '192.168.1.1',
      probe: { answer: 'asked' },
      ports: [
        {
          port: 25,
          to: { address: here, port: 25 },
          outcome: 'opened',
          speech: 'upnp',
          leaseS: 86_400,
          until: '1970-01-02T00:00:00.000Z',
          readBack: 'as-asked',
          outside: { kind: 'proved' },
        },
        { port: 587, outcome: 'conflict', owner: { internal: { address: '192.168.1.11' } }, outside: null },
        { port: 993, outcome: 'forbidden', code: 606, remedy: expect.any(String) },
      ],
    })
  })
})

describe('what the two ends have seen', () => {
  const nothing: PortSeen = {
    port: 25,
    behind: 'listener',
    loopbackOnly: false,
    firewall: 'accepts',
    arrived: false,
    proved: false,
    tableRead: true,
    sameAsHere: false,
  }
  it.each<[string, Partial<PortSeen>, object]>([
    ['it came in for certain', { proved: true, result: 'open-proved' }, { kind: 'proved' }],
    [
      'nobody could listen',
      { behind: 'nothing', why: 'not-permitted' },
      { kind: 'cannot-listen', failure: 'not-permitted' },
    ],
    ['the call ended before', {}, { kind: 'unfinished', call: 'done' }],
    ['the probe cannot dial it', { result: 'probe-unable' }, { kind: 'probe-unable' }],
    ['other words arrived', { result: 'open-other', arrived: true }, { kind: 'altered' }],
    ['somebody else answered', { result: 'open-other' }, { kind: 'other-machine' }],
    ['a server that is not here answered', { result: 'open-other', behind: 'server' }, { kind: 'other-machine' }],
    [
      'a server like ours answered',
      { result: 'open-other', behind: 'server', sameAsHere: true, greeting: '220 a' },
      { kind: 'answered', greeting: '220 a' },
    ],
    ['our answer was lost', { result: 'timed-out', arrived: true }, { kind: 'reply-lost' }],
    ['this machine turns it away', { result: 'timed-out', firewall: 'drops' }, { kind: 'shut-here', by: 'firewall' }],
    [
      'the server is for this machine alone',
      { result: 'refused', behind: 'server', loopbackOnly: true },
      { kind: 'shut-here', by: 'loopback' },
    ],
    ...(['refused', 'timed-out', 'unreachable'] satisfies DialBackResult[]).map(
      (result): [string, Partial<PortSeen>, object] => [
        `it was ${result}`,
        { result },
        { kind: 'nothing-arrives', result },
      ],
    ),
  ])('where %s', (_where, seen, expected) => {
    expect(outsideOf({ ...nothing, ...seen }, 'done', false)).toEqual(expected)
  })

  it('is an answer, where the port leads to a machine at which nothing can be seen', () => {
    const answered = { ...nothing, behind: 'server', result: 'open-other' } as const
    expect(outsideOf(answered, 'done', true)).toEqual({ kind: 'answered' })
  })
})
