import type { RouterMet } from '../../../protocols/router/router-met.ts'
import type { RouterMetV6 } from '../../../protocols/router/router-met-v6.ts'
import { speechesOf } from '../../../protocols/router/speeches-of.ts'
import { noLanguageWords } from './no-language-words.ts'
import { noRouterWords } from './no-router-words.ts'
import type { PortsAsked } from './ports-asked.ts'
import { reachRouter } from './reach-router.ts'
import { reachRouterV6 } from './reach-router-v6.ts'
import type { Problem } from './say-problem.ts'
import type { Lines } from './with-lines.ts'

export interface RouterToAsk {
  readonly met: RouterMet | RouterMetV6
  readonly interface: string
}

/** The router that ports can be asked of, or what keeps us from it. */
export async function routerToAsk(
  lines: Pick<Lines, 'line' | 'settings'>,
  { family, ports, to }: Pick<PortsAsked, 'family' | 'ports' | 'to'>,
): Promise<RouterToAsk | Problem> {
  const reached = family === 'v4' ? await reachRouter(lines) : await reachRouterV6(lines)
  if (reached.kind !== 'met') return { problem: reached.kind, told: noRouterWords(reached, family) }
  const { met } = reached
  if (speechesOf(met).length > 0 || isUnguarded(met)) return { met, interface: reached.interface }
  return { problem: 'no-language', told: noLanguageWords(met, ports, to), router: met.place.address }
}

/** Whether the router says that it has no IPv6 firewall in the way: then there is nothing to ask for. */
export function isUnguarded(met: RouterMet | RouterMetV6): boolean {
  return 'firewall' in met && met.firewall.kind === 'found' && !met.firewall.enabled
}
