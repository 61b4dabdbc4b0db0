import type { Line } from '../../core/line.ts'
import type { Address } from '../../core/mark.ts'
import { externalAddress } from '../igd/external-address.ts'
import { firewallStatus } from '../igd/ipv6-firewall.ts'
import { askNatPmp } from '../natpmp/ask-nat-pmp.ts'
import { askPcp } from '../pcp/ask-pcp.ts'
import { type EpochHeard, restarted } from './restarted.ts'
import type { RouterMet } from './router-met.ts'
import type { RouterMetV6 } from './router-met-v6.ts'

/** What a router shows of itself when it is asked in passing, in every language that it was met in. */
export interface RouterSigns {
  /** How many of these languages it answers in. */
  readonly answers: 'all' | 'some' | 'none'
  /** What it has outside. */
  readonly wan?: Address
  /** Its age, by each of its clocks. */
  readonly natpmp?: EpochHeard
  readonly pcp?: EpochHeard
}

/** For each question: whoever is there answers within a few milliseconds. */
const askMs = 1500

/** Asks the router for signs of life, of a restart, and of another address outside. Changes nothing; takes 1.5 s at most. */
export async function readSigns(line: Line, met: RouterMet | RouterMetV6): Promise<RouterSigns> {
  const [upnp, natpmp, pcp] = await Promise.all([
    askUpnp(line, met),
    'natpmp' in met && met.natpmp.kind === 'answers' ? askNatPmp(line, met.place, askMs) : undefined,
    met.pcp.kind === 'answers' ? askPcp(line, met.place, askMs) : undefined,
  ])
  const atMs = line.clock.elapsed()
  const heard = [
    ...(upnp === undefined ? [] : [upnp.kind !== 'failed']),
    ...[natpmp, pcp].flatMap((one) => (one === undefined ? [] : [one.kind === 'answers'])),
  ]
  const wan = natpmp?.kind === 'answers' && natpmp.external !== undefined ? natpmp.external : addressIn(upnp)
  return {
    answers: !heard.includes(true) ? 'none' : heard.includes(false) ? 'some' : 'all',
    ...(wan !== undefined && { wan }),
    ...(natpmp?.kind === 'answers' && { natpmp: { epochS: natpmp.epochS, atMs } }),
    ...(pcp?.kind === 'answers' && { pcp: { epochS: pcp.epochS, atMs } }),
  }
}

/** Whether the router has lost its mappings in between, as far as its clocks tell. */
export function hasRestarted(before: RouterSigns, now: RouterSigns): boolean {
  return [
    [before.natpmp, now.natpmp],
    [before.pcp, now.pcp],
  ].some(([was, is]) => was !== undefined && is !== undefined && restarted(was, is))
}

function askUpnp(line: Line, met: RouterMet | RouterMetV6) {
  if ('firewall' in met) {
    const { firewall, place } = met
    return firewall.kind === 'found' ? firewallStatus(line, place, firewall.service, askMs) : undefined
  }
  return met.upnp.kind === 'found' ? externalAddress(line, met.place, met.upnp.igd.wan, askMs) : undefined
}

function addressIn(upnp: Awaited<ReturnType<typeof askUpnp>>): Address | undefined {
  return upnp?.kind === 'done' && typeof upnp.value === 'string' ? upnp.value : undefined
}
