import { expect, it } from 'vitest'
import { ownV6 } from '../../../src/watch/own-v6.ts'

const own = (address: string, temporary = false) => ({ family: 'v6', address, prefix: 64, temporary }) as const

it.each([
  [
    'a lasting address',
    '2a25:1:2:3::25',
    [own('2a25:1:2:3::25')],
    { prefix: '2a25:1:2:3::/64', host: '::25', public: '2a25:1:2:3::25' },
  ],
  [
    'a privacy address, for which the lasting one of the same network stands',
    '2a25:1:2:3:abcd::1',
    [own('fe80::1'), own('2a25:9::25'), own('2a25:1:2:3:abcd::1', true), own('2a25:1:2:3:211:22ff:fe33:4455')],
    { prefix: '2a25:1:2:3::/64', host: '::211:22ff:fe33:4455', public: '2a25:1:2:3:211:22ff:fe33:4455' },
  ],
  [
    'a privacy address alone',
    '2a25:1:2:3:abcd::1',
    [own('2a25:1:2:3:abcd::1', true)],
    { prefix: '2a25:1:2:3::/64', public: '2a25:1:2:3:abcd::1' },
  ],
  [
    'an address that is not ours: translated on the way',
    '2a25:7::1',
    [own('2a25:1:2:3::25')],
    { prefix: '2a25:7::/64', public: '2a25:7::1' },
  ],
  [
    'a network with nothing but zeros at its end',
    '2a25:1::1:2:3:4',
    [own('2a25:1:0:0:1:2:3:4')],
    { prefix: '2a25:1::/64', host: '::1:2:3:4', public: '2a25:1:0:0:1:2:3:4' },
  ],
])('%s', (_, seen, addresses, expected) => {
  expect(ownV6(seen, addresses)).toEqual(expected)
})
