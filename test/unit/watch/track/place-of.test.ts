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
  ['machine', 'it is not permitted to ask', { gateway: 'answered', farFailures: ['not-permitted', 'prohibited'] }],
  ['machine', 'the address is gone', { hop: 'answered', farFailures: ['address-unavailable'] }],
  ['machine', 'nobody may be asked', { farFailures: ['prohibited'] }],
  [
    'provider',
    'a router that answers says that it is prohibited',
    { gateway: 'answered', farFailures: ['prohibited'] },
  ],
  ['beyond', 'a hop that answers says so', { hop: 'answered', farFailures: ['prohibited', 'prohibited'] }],
  [
    'machine',
    'its firewall lets it ask the router alone',
    { family: 'v4', gateway: 'answered', farFailures: ['prohibited'] },
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
