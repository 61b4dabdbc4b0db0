import { describe, expect, it } from 'vitest'
import type { RebootEnded, RebootState } from '../../../../src/watch/reboot/guided-reboot.ts'
import { endWords, stepWords, waitWords } from '../../../../src/cli/commands/watch/reboot-words.ts'

const at = '2026-01-02T03:04:05.000Z'
const v4 = '203.0.113.5'
const mapped = ['TCP 25 to port 25', 'TCP 993 to port 993']

const done = (before: RebootState, after: RebootState, early = false): RebootEnded => ({
  kind: 'done',
  offFrom: at,
  to: at,
  offMs: 312_000,
  reconnectMs: 85_000,
  early,
  before,
  after,
})
const said = (ended: RebootEnded) =>
  endWords(ended)
    .map(({ mark, says, remedy = '' }) => `${mark} ${says} ${remedy}`)
    .join('\n')

describe('what became of the line', () => {
  it.each<[string, RebootEnded, readonly RegExp[]]>([
    [
      'kept',
      done(
        { v4, v6Prefix: '2001:db8:1::/64', mappings: mapped },
        { v4, v6Prefix: '2001:db8:1::/64', mappings: mapped },
      ),
      [
        /^good The line came back by itself: the router was silent for 5 minutes, and the internet answered 85 seconds after/m,
        /^good The public IPv4 address is the same as before: 203\.0\.113\.5\./m,
        /^good The IPv6 network is the same/m,
        /^good The router still forwards what it did: TCP 25 to port 25, TCP 993/m,
        /^good Kept once is a good sign, and no promise:.*line\.fixed.*--off 1h/m,
      ],
    ],
    [
      'another address',
      done({ v4, mappings: mapped }, { v4: '203.0.113.9', mappings: ['TCP 993 to port 993'] }),
      [
        /^bad The public IPv4 address is another one: 203\.0\.113\.9; before it was 203\.0\.113\.5\./m,
        /^bad The router has forgotten what it forwarded: TCP 25 to port 25\. .*ports keep/m,
        /^care So this line does not keep its addresses.*line\.fixed.*fixed address/m,
      ],
    ],
    [
      'a network that did not come back',
      done({ v4, v6Prefix: '2001:db8:1::/64' }, { v4 }),
      [
        /^bad The IPv6 network was 2001:db8:1::\/64; 3 minutes after the line was back, there was none\./m,
        /^care So this/m,
      ],
    ],
    [
      'no table',
      done({ v4, mappings: mapped }, { v4 }),
      [/^open The router shows no table 60 seconds after it is back.*ports list/m],
    ],
    [
      'nothing to forget',
      done({ v4, mappings: [] }, { v4, mappings: [] }),
      [/^open The router's table led nothing to this/m],
    ],
    ['never a table', done({ v4 }, { v4 }), [/^open The router has no table/m]],
    [
      'behind another NAT',
      done({ v4, router: '100.64.0.9' }, { v4, router: '100.64.0.7' }),
      [
        /^bad What the router has outside, by its own word, is another one: 100\.64\.0\.7; before it was 100\.64\.0\.9/m,
      ],
    ],
    ['too early', done({ v4 }, { v4 }, true), [/less than it was asked to be/, /no promise, and 5 minutes is little:/]],
  ])('%s', (_, ended, all) => {
    for (const words of all) expect(said(ended)).toMatch(words)
  })

  it('says of a test that did not come to its end what was not done, and what to do', () => {
    expect(said({ kind: 'not-begun', why: 'no-line' })).toMatch(/nothing to compare with.*mailworthy check/)
    expect(said({ kind: 'not-begun', why: 'never-silent' })).toMatch(
      /never fell silent.*nothing is written down.*Begin again/,
    )
    expect(said({ kind: 'not-begun', why: 'ran-on' })).toMatch(/was on all the time.*nothing is written.*its power/)
    expect(said({ kind: 'not-begun', why: 'interrupted' })).toMatch(/nothing was tested, and nothing is written down/)
    const notBack = { kind: 'not-back', offFrom: at, to: at, before: { v4 } } as const
    expect(said({ ...notBack, why: 'interrupted', router: false })).toMatch(
      /^bad Interrupted while the router is still silent: .* not looked at.* Switch the router .* on/,
    )
    expect(said({ ...notBack, why: 'too-long', router: true })).toMatch(/^bad Given up while the router answers/)
  })
})

it('tells each step in whole sentences', () => {
  const before = { v4, v6Prefix: '2001:db8:1::/64', mappings: mapped }
  expect(stepWords({ step: 'switch-off', before }, 300_000)).toBe(
    'Before: public IPv4 address 203.0.113.5; IPv6 network 2001:db8:1::/64; forwarded to this machine: TCP 25 to port 25, TCP 993 to port 993. Now switch the router (and the modem, where that is a box of its own) off: pull the plug.',
  )
  expect(stepWords({ step: 'is-off' }, 600_000)).toMatch(/Leave it off for 10 minutes/)
  expect(stepWords({ step: 'was-short' }, 600_000)).toMatch(/too short .* Pull the plug of the router\.$/)
  expect(stepWords({ step: 'switch-on' }, 300_000)).toMatch(/^Switch the router .* on now\.$/)
  expect(stepWords({ step: 'is-back', early: true }, 300_000)).toMatch(/earlier than/)
  expect(waitWords('off', 61_000)).toBe('Off; it is to be switched on in 61 seconds')
  expect(waitWords('router', 900_000)).toBe('Waiting for the router to answer (15 minutes at most)')
})
