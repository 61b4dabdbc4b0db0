import type { RouterSpeech } from '../../core/journal.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'

/**
 * The languages that a router can be asked for a port in, best first: UPnP has a table that can be read, so that a
 * port that is taken has an owner and a success can be seen; of the other two, PCP says what went wrong.
 */
export function speechesOf(met: RouterMet | RouterMetV6): readonly RouterSpeech[] {
  const pcp = met.pcp.kind === 'answers' && met.pcp.result === 0
  if ('firewall' in met) {
    const { firewall } = met
    const upnp = firewall.kind === 'found' && firewall.enabled && firewall.pinholesAllowed
    return [...(upnp ? (['upnp'] as const) : []), ...(pcp ? (['pcp'] as const) : [])]
  }
  const natpmp = met.natpmp.kind === 'answers' && met.natpmp.result === 0
  return [
    ...(met.upnp.kind === 'found' ? (['upnp'] as const) : []),
    ...(pcp ? (['pcp'] as const) : []),
    ...(natpmp ? (['natpmp'] as const) : []),
  ]
}
