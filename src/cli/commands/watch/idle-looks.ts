import type { Asked } from '../../../core/asked.ts'
import type { Family, Line } from '../../../core/line.ts'
import type { IdleFound } from '../../../watch/idle/how-long-idle.ts'
import { type IdleLook, lookAtIdle } from '../../../watch/idle/look-at-idle.ts'
import { probesOf } from '../../asked-of.ts'
import type { Settings } from '../../settings/settings.ts'
import { UsageError } from '../../usage-error.ts'
import type { WatchFlags } from './watch-asked.ts'

export interface IdleLooksOptions {
  readonly line: Line
  readonly asked: Asked
  /** Told why there is nothing to be told, in words, once for each reason. */
  readonly complain: (says: string) => void
}

type Why = Extract<IdleLook, { readonly kind: 'nothing' }>['why']

/** What somebody can do something about. A probe that is away, and a line that was down meanwhile, are told of elsewhere. */
const words: { readonly [W in Why]?: string } = {
  'no-silences':
    'The probe is older than --idle and cannot be silent: bring it to the version of this program. The line is not to blame.',
  'own-network':
    'The probe is on this side of the line: how long a silent connection is kept cannot be seen from there.',
  untrusted: 'Another key than that of the probe answers in its place: no silent connection is held there.',
  incompatible: 'The probe and this program do not understand each other: bring both to the same version.',
}

/** How a watcher sees how long a silent connection is kept. */
export function idleLooks({
  line,
  asked,
  complain,
}: IdleLooksOptions): (family: Family) => Promise<IdleFound | undefined> {
  const said = new Set<Why>()
  return async (family) => {
    const look = await lookAtIdle(line, asked, family)
    if (look.kind === 'found') return look.found
    const why = words[look.why]
    if (why !== undefined && !said.has(look.why)) complain(why)
    said.add(look.why)
    return undefined
  }
}

/** A service sees no settings but its flags, and what `--config` names. */
export function refuseIdleWithoutProbe({ idle, install, probe, config }: WatchFlags, settings: Settings): void {
  if (idle !== true) return
  const isSeen = install === undefined || probe !== undefined || config !== undefined
  if (isSeen && probesOf(settings).length > 0) return
  throw new UsageError('--idle holds silent connections to a probe of your own: name it with --probe')
}
