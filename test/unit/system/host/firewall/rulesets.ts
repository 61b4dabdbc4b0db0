import { readFileSync } from 'node:fs'
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

function read(file: string): string {
  return readFileSync(fileURLToPath(new URL(`rulesets/${file}`, import.meta.url)), 'utf8')
}

/** The ports that every ruleset is asked about. */
export const askedPorts = [22, 25, 143, 465, 587, 993, 2525] as const

export type AskedPort = (typeof askedPorts)[number]

/** The caller and this machine, as the fixtures know them. */
export const caller = { v4: '198.51.100.10', v6: '2001:db8:100::10' } as const
export const machine = { v4: '203.0.113.7', v6: '2001:db8:1::7' } as const
