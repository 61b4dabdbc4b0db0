import { interruptedExit } from '../core/ability.ts'
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

/**
 * Gives root up, looks names up on a line that is closed afterwards, and has told what was found. A Ctrl-C ends the line: what
 * is found then has only failed for want of time, so nothing of it is told.
 */
export async function withResolvers<Found>(
  { resolver, interface: chosen, patience = 1, user }: Settings,
  context: Context,
  find: (line: Line) => Promise<Found>,
  tell: (found: Found) => number,
): Promise<number> {
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
    const found = await find(line)
    if (!signal.aborted) return tell(found)
    context.terminal.err('Interrupted.\n')
    return interruptedExit
  } finally {
    await line.close()
    interrupted.forget()
  }
}
