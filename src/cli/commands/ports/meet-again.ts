import type { RouterMet } from '../../../protocols/router/router-met.ts'
import type { RouterMetV6 } from '../../../protocols/router/router-met-v6.ts'
import { reachRouter } from './reach-router.ts'
import { reachRouterV6 } from './reach-router-v6.ts'
import type { Lines } from './with-lines.ts'

/**
 * Meets the router that was spoken to at an address, if it is the one of today's default route: another network may have
 * another router at the same address, and at other addresses nobody is asked.
 */
export function meetAgain(
  lines: Pick<Lines, 'line' | 'settings'>,
): (router: string) => Promise<RouterMet | RouterMetV6 | undefined> {
  return async (router) => {
    const reached = router.includes(':') ? await reachRouterV6(lines) : await reachRouter(lines)
    return reached.kind === 'met' && reached.met.place.address === router ? reached.met : undefined
  }
}
