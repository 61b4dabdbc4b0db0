import fc from 'fast-check'
import { isIP } from 'node:net'
import { describe, expect, it } from 'vitest'
import { pingCommand } from '../../../../src/system/hops/ping-command.ts'
import { pingReply } from '../../../../src/system/hops/ping-reply.ts'
import { busybox, iputils, macos, windows } from './fixtures.ts'

const target = '198.51.100.2'
const target6 = '2001:db8:2::2'

describe('what ping says', () => {
  it.each([
    ['iputils: reached', iputils.reached, target, { kind: 'reached', from: target, rttMs: 0.121 }],
    ['iputils: expired', iputils.expired, target, { kind: 'expired', from: '192.0.2.1' }],
    ['iputils: expired, IPv6', iputils.expired6, target6, { kind: 'expired', from: '2001:db8:1::1' }],
    ['iputils: reached, IPv6', iputils.reached6, target6, { kind: 'reached', from: target6, rttMs: 0.186 }],
    ['iputils: no such network', iputils.noNet, target, { kind: 'unreachable', from: '192.0.2.1' }],
    ['iputils: no route, IPv6', iputils.noRoute6, target6, { kind: 'unreachable', from: '2001:db8:1::1' }],
    ['iputils: filtered', iputils.filtered, target, { kind: 'unreachable', from: '192.0.2.1' }],
    ['iputils: prohibited, IPv6', iputils.prohibited6, target6, { kind: 'unreachable', from: '2001:db8:1::1' }],
    ['iputils: redirected, then reached', iputils.redirected, target, { kind: 'reached', from: target, rttMs: 0.2 }],
    ['BusyBox: reached', busybox.reached, '192.0.2.1', { kind: 'reached', from: '192.0.2.1', rttMs: 0.165 }],
    ['macOS: reached', macos.reached, '192.0.2.1', { kind: 'reached', from: '192.0.2.1', rttMs: 14.422 }],
    ['macOS: reached, IPv6', macos.reached6, '::1', { kind: 'reached', from: '::1', rttMs: 0.071 }],
    ['macOS: expired', macos.expired, target, { kind: 'expired', from: '192.0.2.1' }],
    ['macOS: unreachable', macos.unreachable, '192.0.2.220', { kind: 'unreachable', from: '192.0.2.221' }],
    ['Windows: reached', windows.reached, '198.51.100.99', { kind: 'reached', from: '198.51.100.99', rttMs: 31 }],
    ['Windows: reached in no time', windows.quick, '192.0.2.100', { kind: 'reached', from: '192.0.2.100' }],
    ['Windows: expired', windows.expired, '198.51.100.99', { kind: 'expired', from: '192.0.2.1' }],
    ['Windows: unreachable', windows.unreachable, '198.51.100.99', { kind: 'unreachable', from: '192.0.2.254' }],
    ['Windows: reached, in Chinese', windows.chinese6, '::1', { kind: 'reached', from: '::1' }],
  ])('%s', (_, printed, to, reply) => {
    expect(pingReply(printed, to, true)).toEqual({ ok: true, value: reply })
  })

  it.each([
    ['iputils: silence', iputils.silence, true, 'timed-out'],
    ['Windows: silence', windows.silence, true, 'timed-out'],
    ['BusyBox: silence', busybox.silence, false, 'timed-out'],
    ['BusyBox: silence where a router may have answered', busybox.silence, true, 'unsupported'],
    ['iputils: no right', iputils.noRight, false, 'unsupported'],
    ['BusyBox: no right', busybox.noRight, false, 'unsupported'],
    ['iputils: no route', iputils.unreachableNet, false, 'network-unreachable'],
    ['iputils: stopped by the firewall of this machine', iputils.ownFirewall, false, 'not-let-out'],
    [
      'Windows in an unknown language',
      'Risposta da 192.0.2.1: Host di destinazione non raggiungibile.\r\n',
      false,
      'unsupported',
    ],
    [
      'an answer from somebody else',
      iputils.reached.replace('from 198.51.100.2', 'from 192.0.2.66'),
      false,
      'malformed',
    ],
    ['nothing', '', true, 'timed-out'],
  ])('%s', (_, printed, bounded, failure) => {
    expect(pingReply(printed, target, bounded)).toMatchObject({ ok: false, failure })
  })

  it('is read without throwing, however mutilated', () => {
    const texts = [iputils, busybox, macos, windows].flatMap((one) => Object.values(one))
    const cut = fc.tuple(fc.nat(300), fc.nat(20), fc.string())
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(cut, { maxLength: 6 }), fc.boolean(), (text, cuts, bounded) => {
        const printed = cuts.reduce((left, [at, n, noise]) => left.slice(0, at) + noise + left.slice(at + n), text)
        const reply = pingReply(printed, target, bounded)
        if (!reply.ok) return
        expect(isIP(reply.value.from.replace(/%.*/, ''))).not.toBe(0)
        if (reply.value.kind === 'reached') expect(reply.value.from).toBe(target)
      }),
    )
  })
})

describe('the call of ping', () => {
  const call = (platform: NodeJS.Platform, family: 'v4' | 'v6', ttl?: number) => {
    const ping = pingCommand(platform, family === 'v4' ? target : target6, {
      family,
      ms: 1_200,
      ...(ttl ? { ttl } : {}),
    })
    return ping.ok ? [ping.value.program, ...ping.value.args].join(' ') : ping.failure
  }

  it.each([
    ['linux', 'v4', 3, 'ping -n -c 1 -W 2 -t 3 198.51.100.2'],
    ['linux', 'v4', undefined, 'ping -n -c 1 -W 2 198.51.100.2'],
    ['linux', 'v6', 3, 'ping -6 -n -c 1 -W 2 -t 3 2001:db8:2::2'],
    ['darwin', 'v4', 3, 'ping -n -c 1 -W 1200 -m 3 198.51.100.2'],
    ['darwin', 'v6', undefined, 'ping6 -n -c 1 2001:db8:2::2'],
    ['darwin', 'v6', 3, 'unsupported'],
    ['win32', 'v4', 3, 'ping -4 -n 1 -w 1200 -i 3 198.51.100.2'],
    ['win32', 'v6', 3, 'ping -6 -n 1 -w 1200 -i 3 2001:db8:2::2'],
    ['aix', 'v4', 3, 'unsupported'],
  ] as const)('on %s, %s, %s', (platform, family, ttl, expected) => {
    expect(call(platform, family, ttl)).toBe(expected)
  })
})
