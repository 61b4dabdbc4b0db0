import { type FolderOwner, stateFolder as ownFolder } from '../../system/state-folder.ts'

/** Where the key is kept: what systemd gives (`StateDirectory=`), root's usual place, else the user's own (XDG). */
export function stateFolder(env: NodeJS.ProcessEnv, isRoot = process.geteuid?.() === 0, owner?: FolderOwner): string {
  if (isRoot && !env['STATE_DIRECTORY']) return '/var/lib/mailworthy-probe'
  return ownFolder('mailworthy-probe', env, owner)
}
