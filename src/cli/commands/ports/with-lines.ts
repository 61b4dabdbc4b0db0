import type { Line } from '../../../core/line.ts'
import { systemHops } from '../../../system/hops.ts'
import { fileJournal } from '../../../system/file-journal.ts'
import { systemHost } from '../../../system/host/host.ts'
import { readFirewall } from '../../../system/host/read-firewall.ts'
import { realLine } from '../../../system/line.ts'
import { resolvers as systemResolvers } from '../../../system/resolvers.ts'
import { becomeUser } from '../../become-user.ts'
import type { Context } from '../../context.ts'
import { type Interruption, interruption } from '../../interruption.ts'
import { lowPorts } from '../../low-ports.ts'
import { noPast } from '../../no-past.ts'
import { routerJournalPath } from '../../router-journal-path.ts'
import { readSettings } from '../../settings/read-settings.ts'
import type { Settings } from '../../settings/settings.ts'

/** What a command that deals with the router works with. */
export interface Lines {
  readonly settings: Settings
  /** Ends with an interruption. */
  readonly line: Line
  /** Does not: for what must be taken back whatever comes. */
  readonly undoLine: Line
  readonly interrupted: Interruption
  /** Where changes of the router are noted. */
  readonly journalPath: string
}

/**
 * Reads the settings, gives root up before a byte from outside is read, and works with a line that is closed afterwards.
 *
 * `forProbe`: this machine is going to be looked at from outside, so what only root can do for that (the mail ports, the
 * rules of the firewall) is done first.
 */
export async function withLines(
  flags: { readonly [name: string]: unknown },
  context: Context,
  work: (lines: Lines) => Promise<number>,
  forProbe: (settings: Settings) => boolean = () => false,
): Promise<number> {
  const settings = await readSettings(flags, context)
  const { patience = 1, user } = settings
  const resolvers = settings.resolver ?? (await systemResolvers())
  const interrupted = interruption(process)
  const looked = forProbe(settings)
  try {
    const firewall = looked ? await readFirewall(interrupted.signal) : undefined
    const host = systemHost(interrupted.signal, firewall && { firewall })
    await host.container()
    const held = looked ? (await lowPorts(user, context)).held : await becomeUser(user, context).then(() => undefined)

    // Only now: the folder is that of whom we have become.
    const journalPath = routerJournalPath(context.env)
    const surroundings = {
      patience,
      past: noPast,
      resolvers,
      interface: settings.interface,
      journal: fileJournal(journalPath),
    }
    const { signal } = interrupted
    const line = realLine({ ...surroundings, signal, host, hops: systemHops(signal), held })
    const never = new AbortController().signal
    const undoLine = realLine({ ...surroundings, signal: never, host: systemHost(), hops: systemHops() })
    try {
      return await work({ settings, line, undoLine, interrupted, journalPath })
    } finally {
      await Promise.all([line.close(), undoLine.close()])
    }
  } finally {
    interrupted.forget()
  }
}
