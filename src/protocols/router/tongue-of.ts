import type { RouterSpeech } from '../../core/journal.ts'
import type { Line } from '../../core/line.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'
import { speakFirewall } from './speak-firewall.ts'
import { speakNatPmp } from './speak-nat-pmp.ts'
import { speakPcp } from './speak-pcp.ts'
import { speakUpnp } from './speak-upnp.ts'
import type { Tongue } from './tongue.ts'

/** The router's language of that name; undefined where it does not speak it. */
export function tongueOf(line: Line, met: RouterMet | RouterMetV6, speech: RouterSpeech): Tongue | undefined {
  if (speech === 'pcp') return met.pcp.kind === 'answers' ? speakPcp(line, met) : undefined
  if ('firewall' in met) {
    const speaks = speech === 'upnp' && met.firewall.kind === 'found'
    return speaks ? speakFirewall(line, met.place, met.firewall.service) : undefined
  }
  if (speech === 'natpmp') return met.natpmp.kind === 'answers' ? speakNatPmp(line, met.place) : undefined
  return met.upnp.kind === 'found' ? speakUpnp(line, met, met.upnp.igd.wan) : undefined
}
