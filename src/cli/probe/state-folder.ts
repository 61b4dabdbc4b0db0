import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where the key is kept: what systemd gives (`StateDirectory=`), root's usual place, else the user's own (XDG). */
export function stateFolder(env: NodeJS.ProcessEnv, isRoot = process.geteuid?.() === 0): string {
  const given = env['STATE_DIRECTORY']?.split(':')[0]
  if (given) return given
  if (isRoot) return '/var/lib/mailworthy-probe'
  return join(env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'mailworthy-probe')
}
