import { isGlobal } from '../addresses.ts'
import type { RouterMet } from './router-met.ts'

/** Whether the router itself has a public address, by its own word in any language; undefined where it says nothing of it. */
export function wanIsPublic({ upnp, natpmp }: RouterMet): boolean | undefined {
  // NAT-PMP says 3 where there is no address outside (RFC 6886 §3.5); other results are about something else.
  const inNatPmp = natpmp.kind === 'answers' && [0, 3].includes(natpmp.result)
  const said = [
    upnp.kind === 'found' ? isGlobal(upnp.igd.external ?? '') : undefined,
    inNatPmp ? isGlobal(natpmp.external ?? '') : undefined,
  ]
  return said.includes(true) ? true : said.includes(false) ? false : undefined
}
