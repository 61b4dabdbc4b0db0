import type { Line } from '../core/line.ts'
import { systemHops } from '../system/hops.ts'
import { systemHost } from '../system/host/host.ts'
import { realLine } from '../system/line.ts'
import { resolvers as systemResolvers } from '../system/resolvers.ts'
import { becomeUser } from './become-user.ts'
import type { Context } from './context.ts'
import { interruption } from './interruption.ts'
import { noPast } from './no-past.ts'
import type { Settings } from './settings/settings.ts'

/** Gives root up, and works with a line on which names are looked up; it ends with an interruption, and afterwards. */
export async function withResolvers<T>(
  { resolver, interface: chosen, patience = 1, user }: Settings,
  context: Context,
  work: (line: Line, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const resolvers = resolver ?? (await systemResolvers())
  await becomeUser(user, context)
  const interrupted = interruption(process)
  const { signal } = interrupted
  const line = realLine({
    signal,
    patience,
    resolvers,
    host: systemHost(signal),
    hops: systemHops(signal),
    past: noPast,
    interface: chosen,
  })
  try {
    return await work(line, signal)
  } finally {
    await line.close()
    interrupted.forget()
  }
}
