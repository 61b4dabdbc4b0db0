import { expect, it } from 'vitest'
import { placeOf, type Signs } from '../../../../src/watch/track/place-of.ts'

const signs: Signs = {
  family: 'v6',
  link: 'up',
  gateway: 'silent',
  hop: 'silent',
  farFailures: ['timed-out', 'host-unreachable'],
}

it.each([
  ['home', 'nobody answers', {}],
  ['home', 'the cable is out', { link: 'no-carrier', gateway: 'unknown', hop: 'unknown' }],
  ['home', 'there is no way to a router any more', { link: 'no-route', gateway: 'unknown', hop: 'unknown' }],
  ['machine', 'the interface is off', { link: 'off' }],
  ['machine', 'nobody may be asked', { gateway: 'answered', farFailures: ['not-permitted', 'not-permitted'] }],
  ['machine', 'the address is gone', { hop: 'answered', farFailures: ['address-unavailable'] }],
  // `nft … oif eth0 ip6 daddr != fe80::/10 drop`: datagrams are refused at once, connections are lost.
  ['machine', 'its firewall lets nobody out', { gateway: 'answered', farFailures: ['not-let-out', 'not-let-out'] }],
  ['machine', 'its firewall drops', { gateway: 'answered', farFailures: ['timed-out', 'not-let-out', 'timed-out'] }],
  ['machine', 'its firewall rejects', { hop: 'answered', farFailures: ['prohibited', 'not-let-out', 'refused'] }],
  ['machine', 'its firewall lets not even the router be asked', { farFailures: ['not-let-out', 'timed-out'] }],
  [
    'machine',
    'its firewall drops, over IPv4',
    { family: 'v4', gateway: 'answered', farFailures: ['timed-out', 'not-let-out'] },
  ],
  ['home', 'somebody says that it is prohibited, and the router is silent', { farFailures: ['prohibited'] }],
  [
    'provider',
    'a router that answers says that it is prohibited',
    { gateway: 'answered', farFailures: ['prohibited'] },
  ],
  ['beyond', 'a hop that answers says so', { hop: 'answered', farFailures: ['prohibited', 'prohibited'] }],
  [
    'machine',
    'a route of its own prohibits it, over IPv4',
    { family: 'v4', gateway: 'answered', farFailures: ['prohibited', 'address-unavailable'] },
  ],
  ['home', 'only some may not be asked', { farFailures: ['not-permitted', 'timed-out'] }],
  ['provider', 'the router answers and the hop does not', { gateway: 'answered' }],
  ['provider-or-beyond', 'the router answers and no hop is known', { gateway: 'answered', hop: 'unknown' }],
  ['beyond', 'the hop answers', { gateway: 'answered', hop: 'answered' }],
  ['beyond', 'the hop answers and the router never did', { gateway: 'unknown', hop: 'answered' }],
  ['beyond', 'the hop answers over a link that calls itself down', { link: 'no-carrier', hop: 'answered' }],
  ['provider-or-beyond', 'no router was ever heard, and the hop is silent', { gateway: 'unknown' }],
  ['provider-or-beyond', 'nobody near was ever heard', { link: 'unknown', gateway: 'unknown', hop: 'unknown' }],
] satisfies readonly [string, string, Partial<Signs>][])('%s where %s', (place, _, other) => {
  expect(placeOf({ ...signs, ...other })).toBe(place)
})
