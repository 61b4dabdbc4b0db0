import type { Blocklist } from '../../core/asked.ts'
import { familyOf } from '../../protocols/addresses.ts'
import { hosts } from '../addresses.ts'
import { ownName } from './reverse-zone.ts'
import type { Zones } from './zone.ts'

/** Lists that receivers ask, in the manner of those that there are. */
export const lists = {
  /** As Spamhaus ZEN: lines that are not supposed to send, and bad addresses, told apart by their codes. */
  zen: {
    name: 'Zen of the demo',
    zone: 'zen.lists.test',
    of: ['v4', 'v6'],
    codes: {
      '127.0.0.2': 'abuse',
      '127.0.0.4': 'abuse',
      '127.0.0.10': 'policy-by-provider',
      '127.0.0.11': 'policy',
      '127.255.255.254': 'refused',
      '127.255.255.255': 'refused',
    },
    removal: 'https://zen.lists.test/removal',
  },
  small: {
    name: 'A small list',
    zone: 'small.lists.test',
    of: ['v4', 'v6'],
    codes: { '127.0.0.2': 'minor' },
    removal: 'https://small.lists.test/removal',
  },
  domains: {
    name: 'A list of domains',
    zone: 'domains.lists.test',
    of: ['domain'],
    codes: { '127.0.1.2': 'abuse', '127.255.255.254': 'refused' },
    removal: 'https://domains.lists.test/removal',
  },
} as const satisfies Readonly<Record<string, Blocklist>>

type List = (typeof lists)[keyof typeof lists]

/** The name under which a list has an address (RFC 5782 §2.1, §2.4) or a domain (§3). */
export function listed(what: string, { zone }: List): string {
  if (familyOf(what) === undefined) return `${what}.${zone}`
  return `${ownName(what).replace(/\.(in-addr|ip6)\.arpa$/, '')}.${zone}`
}

/** RFC 5782 §5: what every list has, so that whoever asks can tell that it is alive. */
const testPoints = { v4: '127.0.0.2', v6: '::ffff:7f00:2', domain: 'test' } as const

/** The lists with nobody in them. */
export const listZones: Zones = Object.assign(
  {},
  ...Object.values(lists).map((list) => ({
    [list.zone]: { NS: [hosts.zones.name] },
    ...Object.fromEntries(
      list.of.map((kind) => [listed(testPoints[kind], list), { A: [Object.keys(list.codes)[0] ?? ''] }]),
    ),
  })),
)
