import type { Stats } from 'node:fs'

/** Whether a file or folder is ours, and nobody else may write to it. Windows has other rights, and none of these. */
export function isOursAlone(found: Pick<Stats, 'uid' | 'mode'>): boolean {
  return isOneOwners(found) && found.uid === (process.geteuid?.() ?? found.uid)
}

/** Whether only its owner may write to it, whoever that is. */
export function isOneOwners({ mode }: Pick<Stats, 'mode'>): boolean {
  return process.geteuid === undefined || (mode & 0o022) === 0
}
