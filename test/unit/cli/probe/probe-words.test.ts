import { describe, expect, it } from 'vitest'
import { closedPorts, greeting, selfTestText } from '../../../../src/cli/probe/probe-words.ts'
import { selfTestExit } from '../../../../src/cli/probe/self-test-exit.ts'
import { stateFolder } from '../../../../src/cli/probe/state-folder.ts'
import { mailPorts } from '../../../../src/wire/mail-port.ts'
import { emptyEgress } from '../../../../src/wire/session.ts'

const pin = 'A'.repeat(43)
const api = { what: 'api' as const, at: { address: '0.0.0.0', port: 8025 } }
const open = [api, ...mailPorts.map((port) => ({ what: port, at: { address: '0.0.0.0', port } }))]
const egress = (state: 'open' | 'closed' | 'untested') => ({
  ...emptyEgress(),
  ...Object.fromEntries(mailPorts.map((port) => [port, { v4: { state } }])),
})

describe('what a probe says when it stands', () => {
  it('is the line to paste at home, for each of its addresses', () => {
    const probeAddresses = [`https://203.0.113.5:8025#${pin}`, `https://[2001:db8::5]:8025#${pin}`]
    const text = greeting({ listening: open, probeAddresses, pins: [pin] }, '0.1.0')
    expect(text).toContain(`\n  mailworthy check --probe https://203.0.113.5:8025#${pin}\n`)
    expect(text).toContain(`\n  mailworthy check --probe https://[2001:db8::5]:8025#${pin}\n`)
    expect(text).toContain('25, 465, 587, 143, 993')
  })

  it('leaves a gap for the address where this machine has none of its own', () => {
    const text = greeting({ listening: open, probeAddresses: [], pins: [pin] }, '0.1.0')
    expect(text).toContain(`--probe https://ADDRESS:8025#${pin}\n`)
    expect(text).toContain('in place of ADDRESS')
  })

  it('names what cannot be opened, and why, once for each reason', () => {
    const closed = open.map((each) => ({
      ...each,
      at: { ...each.at, address: '::' },
      failure: 'address-unavailable' as const,
    }))
    expect(closedPorts([...open, ...closed])).toEqual([
      'Could not open port 8025, 25, 465, 587, 143, 993 on ::: this machine does not have the address it should speak from.',
    ])
  })
})

describe('the self-test of a probe', () => {
  const deaf = open.filter(({ what }) => what !== 25)
  it.each([
    ['all works', open, 'open', 0],
    ['the way out is closed', open, 'closed', 1],
    ['the way out could not be tried', open, 'untested', 2],
    ['a port does not listen', deaf, 'open', 1],
    ['nothing is known and a port does not listen', deaf, 'untested', 1],
  ] as const)('when %s', (_when, listening, state, code) => {
    expect(selfTestExit({ listening, egress: egress(state) })).toBe(code)
  })

  it('tells each port', () => {
    const text = selfTestText({ listening: deaf, egress: egress('open'), host: '', probeAddresses: [] })
    expect(text).toContain('   25  CANNOT LISTEN, IPv4 gets out, IPv6 not tried')
    expect(text).toContain('  465  listens, IPv4 gets out')
  })
})

describe('where a probe keeps its key', () => {
  it.each([
    [{ STATE_DIRECTORY: '/srv/a:/srv/b' }, true, '/srv/a'],
    [{}, true, '/var/lib/mailworthy-probe'],
    [{ XDG_STATE_HOME: '/srv/state' }, false, '/srv/state/mailworthy-probe'],
  ])('with %j as root: %s', (env, isRoot, folder) => {
    expect(stateFolder(env, isRoot, { home: '/home/probe', owns: () => true })).toBe(folder)
  })
})
