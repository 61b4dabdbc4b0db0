import { describe, expect, it } from 'vitest'
import { watchAsked } from '../../../../src/cli/commands/watch/watch-asked.ts'

describe('what watch is asked for', () => {
  it('is a look every half minute, and nobody is told', () => {
    expect(watchAsked({}, {})).toEqual({ intervalMs: 30_000, forMs: undefined, telling: {} })
  })

  it.each([
    [{ interval: '1s' }, { intervalMs: 1_000 }],
    [{ for: '2h' }, { forMs: 7_200_000 }],
    [{ metrics: '9464' }, { telling: { metrics: { address: '127.0.0.1', port: 9464 } } }],
    [{ metrics: '[2001:db8::1]:9464' }, { telling: { metrics: { address: '2001:db8::1', port: 9464 } } }],
    [
      { mailRelay: 'mail.example.org:587', mailFrom: 'box@example.org', mailTo: ['me@example.org'] },
      { telling: { mail: { from: 'box@example.org', to: ['me@example.org'] } } },
    ],
  ])('%o', (flags, wanted) => expect(watchAsked(flags, {})).toMatchObject(wanted))

  it('takes what may be secret from the environment, where no flag says otherwise', () => {
    const env = { MAILWORTHY_ON_CHANGE: 'notify', MAILWORTHY_WEBHOOK: 'https://hooks.example.org/x' }
    expect(watchAsked({ onChange: 'other' }, env).telling).toEqual({
      onChange: 'other',
      webhook: 'https://hooks.example.org/x',
    })
  })

  it.each([
    [{ interval: '30' }, /^--interval must be a time from 1s to 15m/],
    [{ interval: '16m' }, /^--interval must be/],
    [{ for: 'ever' }, /^--for must be/],
    [{ for: '25d' }, /^--for must be a time from 1s to 24d/],
    [{ webhook: 'ftp://x' }, /^--webhook must be a URL/],
    [{ heartbeat: 'https://u:p@example.org/' }, /^--heartbeat must be/],
    [{ metrics: 'localhost:9464' }, /^--metrics must be an address/],
    [{ metrics: '0' }, /^--metrics must be/],
    [{ for: '25d' }, /^--for must be a time from 1s to 24d/],
    [{ install: true, rebootTest: true }, /^--install and --reboot-test do not go together/],
    [{ for: '1h', uninstall: true }, /^--uninstall and --for do not go together/],
    [{ rebootTest: true, json: true }, /leave --json out/],
    [{ off: '10m' }, /^--off goes with --reboot-test/],
    [{ mailTo: ['me@example.org'] }, /takes all three/],
    [{ mailRelay: 'r.example.org:25', mailFrom: 'no address', mailTo: ['me@example.org'] }, /^--mail-from must be/],
  ])('%o is refused in one sentence', (flags, why) => expect(() => watchAsked(flags, {})).toThrow(why))
})
