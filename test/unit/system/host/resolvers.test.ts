import { describe, expect, it } from 'vitest'
import { parseResolvConf, serverOf } from '../../../../src/system/resolvers.ts'

const at = (address: string, port = 53) => ({ address, port })

describe('the name servers in resolv.conf', () => {
  it.each([
    ['one', 'nameserver 192.0.2.53\n', [at('192.0.2.53')]],
    [
      'the stub of systemd-resolved, as it is',
      '# This is /run/systemd/resolve/stub-resolv.conf\nnameserver 127.0.0.53\noptions edns0 trust-ad\n',
      [at('127.0.0.53')],
    ],
    ['with a scope', 'nameserver fe80::1%eth0\n', [at('fe80::1%eth0')]],
    [
      'three at most',
      [1, 2, 3, 4].map((n) => `nameserver 192.0.2.${n}\n`).join(''),
      [at('192.0.2.1'), at('192.0.2.2'), at('192.0.2.3')],
    ],
    ['what follows is ignored', 'nameserver\t2001:DB8::53 # the box\r\n', [at('2001:db8::53')]],
    [
      'commented out, indented, no address: this machine is meant',
      '#nameserver 192.0.2.1\n nameserver 192.0.2.2\nnameserver dns.example\n',
      [at('127.0.0.1')],
    ],
    ['none: this machine is meant', '', [at('127.0.0.1')]],
  ])('%s', (_, text, expected) => {
    expect(parseResolvConf(text)).toEqual(expected)
  })
})

describe('the name servers that Node tells', () => {
  it.each([
    ['192.0.2.53', [at('192.0.2.53')]],
    ['192.0.2.53:5353', [at('192.0.2.53', 5353)]],
    ['[2001:db8::53]:5353', [at('2001:db8::53', 5353)]],
    ['2001:db8::53', [at('2001:db8::53')]],
    ['[2001:db8::53]:99999', []],
    ['dns.example', []],
  ])('%s', (text, expected) => {
    expect(serverOf(text)).toEqual(expected)
  })
})
