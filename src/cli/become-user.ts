import { readFile } from 'node:fs/promises'
import { type Became, dropRoot } from '../system/privileges.ts'
import type { Context } from './context.ts'
import { UsageError } from './usage-error.ts'

/** Gives root up, or refuses to go on: nothing from outside is read as root. Resolves to why it is whom it is now. */
export async function becomeUser(
  user: string | undefined,
  { terminal }: Pick<Context, 'terminal'>,
): Promise<Became['why']> {
  const became = dropRoot(user === undefined ? {} : { user })
  if (became.ok) return became.value.why
  if (became.failure === 'name-not-found')
    throw new UsageError(`--user: there is no user ${JSON.stringify(user)} on this machine`)
  if (user === undefined && (await isRootOnlyInside())) {
    terminal.err(
      'Only root exists in this user namespace, where it is an ordinary user of the machine: going on as that.\n',
    )
    return 'already'
  }
  throw new UsageError(
    `root could not be given up (${became.detail ?? became.failure}), and nothing from outside is read as root: run without sudo, or name another user with --user`,
  )
}

/**
 * Whether "root" is the only user there is here, and an ordinary one outside (user_namespaces(7)): `unshare -r` of
 * somebody who is not root. Then there is nobody to become, and no root to be afraid of.
 */
async function isRootOnlyInside(): Promise<boolean> {
  try {
    return isOrdinaryUserOutside(await readFile('/proc/self/uid_map', 'utf8'))
  } catch {
    return false
  }
}

/** Reads `/proc/self/uid_map`: "first inside, first outside, how many", one range a line. */
export function isOrdinaryUserOutside(map: string): boolean {
  const ranges = map
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const [inside, outside, count] = ranges[0] ?? []
  return ranges.length === 1 && inside === 0 && count === 1 && outside !== undefined && outside > 0
}
