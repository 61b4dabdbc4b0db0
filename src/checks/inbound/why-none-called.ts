import type { CallersFacts } from '../looks/callers.ts'

/** How the strangers were met who were to call, as far as nobody's call came of it. */
export interface StrangersMet extends Pick<CallersFacts, 'asked' | 'world' | 'retryAfterS' | 'remaining'> {
  /** Volunteers who have shown that they reach a port 25. */
  readonly reach25: number
}

const inVain: Readonly<
  Record<Exclude<CallersFacts['world'], 'measured' | 'not-asked' | 'rate-limited'>, readonly [string, string]>
> = {
  listed: [
    'Globalping does not measure this address, because it is on one of the lists of bad addresses that it keeps to',
    'Give a probe with --probe, which keeps to no list. What the lists say of this address matters to receivers of mail too.',
  ],
  unauthorized: [
    'Globalping does not know the token in GLOBALPING_TOKEN',
    'Correct the token or leave it out, then run the check again.',
  ],
  'no-probes': [
    'Globalping has no volunteer at the places that were named',
    'Name other places with --from, or leave it out.',
  ],
  'no-known-port': [
    'no server is known whose port 25 is open, which volunteers must reach first to be believed',
    'Name one with --mx, or give a probe with --probe.',
  ],
  unsuitable: [
    'what there is to call is nothing that Globalping would measure',
    'Name another server with --mx or other places with --from, or give a probe with --probe.',
  ],
  refused: ['Globalping refused the request', 'Run the check again later, or give a probe with --probe.'],
  unreachable: ['Globalping could not be reached', 'Run the check again later, or give a probe with --probe.'],
  malformed: ['Globalping answered what cannot be understood', 'Give a probe with --probe.'],
}

const minuteS = 60

/** Why those who were to call told nothing, in words to go after a colon, and what may help. */
export function whyNoneCalled(met: StrangersMet | null): { readonly why: string; readonly remedy: string } {
  if (met === null || met.asked === 'not-asked')
    return { why: 'nobody was asked', remedy: 'Give a probe with --probe.' }
  if (met.asked === 'shared-address')
    return {
      why: 'it is shared with other customers, so whoever is met there may be anybody',
      remedy: 'Ask the provider for an IPv4 address of your own.',
    }
  if (met.world === 'rate-limited') return spent(met)
  if (met.world === 'not-asked')
    return {
      why: 'the service that dialled it has not shown that it can dial this port anywhere, so its silence says nothing',
      remedy: 'Give a probe of your own with --probe, or ask volunteers with --globalping.',
    }
  if (met.world === 'measured' && met.reach25 > 0)
    return {
      why: 'too few of those who called came to an end that says anything',
      remedy: 'Run the check again, ask elsewhere with --from, or give a probe with --probe.',
    }
  if (met.world === 'measured')
    return {
      why: 'those who tried have not reached the port 25 of anybody else either, so their silence says nothing',
      remedy: 'Ask elsewhere with --from, or give a probe with --probe.',
    }
  const [why, remedy] = inVain[met.world]
  return { why, remedy }
}

function spent({ retryAfterS = 0, remaining }: StrangersMet) {
  const minutes = Math.max(1, Math.ceil(retryAfterS / minuteS))
  const left = remaining === undefined ? '' : `: ${remaining === 1 ? 'one test is' : `${remaining} tests are`} left`
  return {
    why: `the ration that Globalping gives this address is spent${left}`,
    remedy: `Run the check again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, or with the token of a free account in GLOBALPING_TOKEN, whose ration is larger.`,
  }
}
