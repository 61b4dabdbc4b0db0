import type { Address } from '../../../core/mark.ts'
import type { RouterMet } from '../../../protocols/router/router-met.ts'

/** The address that the router says it has outside; undefined where it does not tell. */
export function wanOf({ upnp, natpmp }: RouterMet): Address | undefined {
  const byUpnp = upnp.kind === 'found' ? upnp.igd.external : undefined
  return byUpnp ?? (natpmp.kind === 'answers' ? natpmp.external : undefined)
}
