import type { RouterMet } from '../../../protocols/router/router-met.ts'
import { meetRouter } from '../../../protocols/router/meet-router.ts'
import { findRouter, type RouterFound } from './find-router.ts'
import type { Lines } from './with-lines.ts'

/** A router that was met, or why there is none to meet. */
export type Reached<Met> =
  | { readonly kind: 'met'; readonly met: Met; readonly interface: string }
  | Exclude<RouterFound, { readonly kind: 'found' }>

/** A router one hop away answers in a tenth of that: what is silent for so long speaks no language of ours. */
const meetingMs = 3000

/** Finds the router of the default route over IPv4 and meets it, within 3 s or `ms`. Changes nothing. */
export async function reachRouter(
  { line, settings }: Pick<Lines, 'line' | 'settings'>,
  ms: number = meetingMs,
): Promise<Reached<RouterMet>> {
  const found = await findRouter(line, 'v4', settings.interface)
  if (found.kind !== 'found') return found
  return { kind: 'met', met: await meetRouter(line, found.place, ms), interface: found.interface }
}
