import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Rules to load with `nft -f`. The fixture beside each, `NAME.json`, is what nft 1.0.6 made of it within a network
 * namespace that has an `eth0` (`nft -f NAME.nft; nft --json --stateless list ruleset > NAME.json`). The lab loads
 * the same rules again and tries them with real connections.
 */
export const rulesetNames = [
  'accepted-then-dropped',
  'addresses',
  'docker',
  'fail2ban',
  'firewalld',
  'flags-and-marks',
  'forgot-established',
  'mail-server',
  'named-sets',
  'no-answer',
  'not-foreseen',
  'nothing',
  'raw-prerouting',
  'redirected',
  'smtp-dropped',
  'smtp-rejected',
  'ufw',
  'verdict-maps',
  'workstation',
] as const

export type RulesetName = (typeof rulesetNames)[number]

/** The rules themselves, in nft's language. */
export function rulesOf(name: RulesetName): string {
  return read(`${name}.nft`)
}

/** What nft lists of them. */
export function listedAs(name: RulesetName | 'iptables-nft'): string {
  return read(`${name}.json`)
}

/**
 * Rules of iptables, as `iptables-save` and `ip6tables-save` 1.8.9 told them after they were loaded, without comments:
 * iptables-restore takes them as they are. `ufw` is what ufw 0.36.2 made of a handful of commands. Beside each is what
 * nft listed of it, `NAME.json`, and the sets that it looks at, `NAME.ipset`.
 */
export const savedNames = ['by-hand', 'docker', 'every-hook', 'fail2ban', 'firewalld', 'not-foreseen', 'ufw'] as const

export type SavedName = (typeof savedNames)[number]

/** Everything of a ruleset of iptables; empty where it has nothing. */
export function savedAs(name: SavedName): Readonly<Record<'v4' | 'v6' | 'ipset' | 'listed', string>> {
  const file = (ending: string) => `iptables/${name}.${ending}`
  return { v4: read(file('save')), v6: read(file('save6')), ipset: read(file('ipset')), listed: read(file('json')) }
}

function read(file: string): string {
  const path = fileURLToPath(new URL(`rulesets/${file}`, import.meta.url))
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** The ports that every ruleset is asked about. */
export const askedPorts = [22, 25, 143, 465, 587, 993, 2525] as const

export type AskedPort = (typeof askedPorts)[number]

/** The caller and this machine, as the fixtures know them. */
export const caller = { v4: '198.51.100.10', v6: '2001:db8:100::10' } as const
export const machine = { v4: '203.0.113.7', v6: '2001:db8:1::7' } as const
