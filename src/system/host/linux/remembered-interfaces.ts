import type { Outcome } from '../../../core/failure.ts'
import type { NetworkInterface } from '../../../core/host.ts'
import type { Sources } from '../sources.ts'

/** Whether one is part of a bridge, or how long its packets may be, changes without its name or an address. */
const keptMs = 300_000

type Interfaces = Outcome<readonly NetworkInterface[]>

interface Remembered {
  readonly signs: string
  readonly readMs: number
  readonly told: Promise<Interfaces>
}

/**
 * Interfaces as `read` tells them, given /proc/net/if_inet6; asked for again only where a name or an address has changed, or
 * after five minutes. What sysfs knows of them is dozens of files, and a watcher in trouble wants to know every second.
 */
export function rememberedInterfaces(
  sources: Pick<Sources, 'read' | 'networkInterfaces'>,
  read: (addresses6: string) => Promise<Interfaces>,
): () => Promise<Interfaces> {
  let last: Remembered | undefined
  return async () => {
    const addresses6 = (await sources.read('/proc/net/if_inet6')) ?? ''
    const named = namedBy(sources)
    if (named === undefined) return read(addresses6)
    const signs = `${named}\n${addresses6}`
    if (last?.signs !== signs || performance.now() - last.readMs >= keptMs)
      last = { signs, readMs: performance.now(), told: read(addresses6) }
    const told = await last.told
    // Interfaces that could not be read may be there to be read the next time.
    if (!told.ok) last = undefined
    return told
  }
}

/** Undefined where the system forbids the question. */
function namedBy(sources: Pick<Sources, 'networkInterfaces'>): string | undefined {
  try {
    return JSON.stringify(sources.networkInterfaces())
  } catch {
    return undefined
  }
}
