import type { Agent } from './inbound-spec.ts'
import type { World } from './world.ts'

/** By number, for the name of its group differs. */
const nobody = 65534

/** What comes before a program's name. Root gives root up by himself; anybody else has nothing to give up. */
export function runAs(agent: Agent = 'root'): readonly string[] {
  if (agent === 'root') return []
  return ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--no-new-privs']
}

/**
 * Makes a folder at home in which the program remembers things, and gives the environment that names it. Whoever starts
 * it, it is nobody by the time it remembers anything; where a world has one user alone, it stays that one.
 */
export async function rememberingIn(world: World, folder: string): Promise<Readonly<Record<string, string>>> {
  const script = `mkdir -p -m 700 "$0"; chown ${nobody}:${nobody} "$0" 2>/dev/null || true`
  await world.exec('home', ['sh', '-c', script, folder])
  return { XDG_STATE_HOME: folder }
}
