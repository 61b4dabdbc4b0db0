import type { Restored } from '../../../protocols/router/restore.ts'
import { listedPorts, portsThat } from './listed-ports.ts'
import { reachRouter } from './reach-router.ts'
import { strays } from './strays.ts'
import type { Told } from './told.ts'
import type { Lines } from './with-lines.ts'

const nothing = 'Nothing of ours is left on the router.'

/**
 * What is left on the router once all that was noted has been taken back. Where nothing was noted, its table is looked at:
 * another user of this machine may have opened ports, or our notes may be lost.
 */
export async function remainsWords(
  lines: Pick<Lines, 'line' | 'settings'>,
  restored: readonly Restored[],
  own: readonly string[],
): Promise<readonly Told[]> {
  if (restored.some(({ ended }) => ended.kind === 'left-behind' || ended.kind === 'router-absent')) return []
  if (restored.length > 0) return [{ mark: 'good', says: nothing }]
  const reached = await reachRouter(lines)
  const found = reached.kind === 'met' ? await strays(lines.line, reached.met, own) : undefined
  if (found === undefined) return [{ mark: 'good', says: `By our own notes: ${lower(nothing)}` }]
  if (found.length === 0) return [{ mark: 'good', says: nothing }]
  const ports = found.map(({ external }) => external)
  return [
    {
      mark: 'bad',
      says: `${portsThat(ports, 'leads', 'lead')} to this machine under our name, and we have no note of that: another user of this machine opened ${ports.length < 2 ? 'it' : 'them'}, or the notes are lost.`,
      remedy: `"mailworthy ports close --all" closes ${listedPorts(ports)} as well.`,
    },
  ]
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
