import type { Gateway } from '../../../core/host.ts'
import type { Family } from '../../../core/line.ts'
import type { Sources } from '../sources.ts'
import { policyRoute } from './policy-route.ts'

/** The routes of all tables, those of tunnels too. */
const tablesOf = { v4: '/proc/net/fib_trie', v6: '/proc/net/ipv6_route' } as const
/** A rule can be changed without any route: no file of /proc tells of rules. */
const keptMs = 300_000

interface Remembered {
  readonly tables: string
  readonly askedMs: number
  readonly way: Promise<Gateway | undefined>
}

/**
 * The way to `somewhere` by policy routing, see `policyRoute`. It takes another program to tell, a dozen times as dear as all
 * else that a watcher looks at: so it is asked again only where a route has changed, or after five minutes.
 */
export function rememberedPolicy(
  sources: Pick<Sources, 'read' | 'run'>,
  somewhere: Readonly<Record<Family, string>>,
): (family: Family) => Promise<Gateway | undefined> {
  const last: { [F in Family]?: Remembered } = {}

  async function ask(family: Family): Promise<Gateway | undefined> {
    const printed = await sources.run('ip', [family === 'v4' ? '-4' : '-6', 'route', 'get', somewhere[family]])
    // That a program could not be run says nothing of the way.
    if (!printed.ok) delete last[family]
    return printed.ok && printed.value.code === 0 ? policyRoute(printed.value.stdout) : undefined
  }

  return async (family) => {
    const read = await sources.read(tablesOf[family])
    if (read === undefined) return ask(family)
    const tables = family === 'v4' ? read : withoutCounters(read)
    const known = last[family]
    if (known?.tables === tables && performance.now() - known.askedMs < keptMs) return known.way
    const way = ask(family)
    last[family] = { tables, askedMs: performance.now(), way }
    return way
  }
}

/** `… metric refcount use flags interface`: how much a route is used makes it no other. */
function withoutCounters(table: string): string {
  return table.replace(/ [\da-f]{8} [\da-f]{8} ([\da-f]{8} +\S+)$/gm, ' $1')
}
