import type { Blocklist } from '../../core/asked.ts'
import { listQuestion } from '../../protocols/dnsbl/list-question.ts'
import { testPoints } from '../../protocols/dnsbl/test-points.ts'
import { hosts } from '../addresses.ts'
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

/** The name under which a list has an address or a domain. */
export function listed(what: string, { zone }: List): string {
  return `${listQuestion(what)}.${zone}`
}

/** The lists with nobody in them but the entry by which whoever asks can tell that they are alive. */
export const listZones: Zones = Object.assign(
  {},
  ...Object.values(lists).map((list) => ({
    [list.zone]: { NS: [hosts.zones.name] },
    [`${testPoints(list, list.of[0]).listed}.${list.zone}`]: { A: [Object.keys(list.codes)[0] ?? ''] },
  })),
)
