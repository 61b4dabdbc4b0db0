import { type Outcome, failed } from '../../core/failure.ts'
import { readRules } from './linux/firewall/read-rules.ts'
import type { Ruleset } from './linux/firewall/ruleset.ts'
import { systemSources } from './sources.ts'

/** The rules of this machine's packet filter, or why they are not known. */
export type FirewallRules = Outcome<Ruleset>

/**
 * Reads the rules of this machine's packet filter: to be called while the program is root, and given to `systemHost`.
 * Sends no packet. Fails `not-permitted` where the program is not root, `unsupported` on other systems than Linux.
 */
export async function readFirewall(signal?: AbortSignal): Promise<FirewallRules> {
  if (process.platform !== 'linux') return failed('unsupported', `not read on ${process.platform}`)
  return readRules(systemSources(signal))
}
