import type { RouterSpeech } from '../../core/journal.ts'
import { controlPort } from '../../wire/control-port.ts'
import type { Trial } from './trial.ts'

/** What a trial showed of one language. */
export interface TrialSeen {
  /** It opened a high port, and would not open a mail port. */
  readonly refusesLowPorts: boolean
  /** What was to end by itself did not. */
  readonly permanentOnly: boolean
}

/** RFC 6335 §6: below are the system ports. */
const firstHighPort = 1024

/** Null where that language was not spoken in the trial. */
export function seenOf(trial: Trial | null | undefined, speech: RouterSpeech): TrialSeen | null {
  const ports = trial?.ports.filter(({ attempts }) => attempts.some((each) => each.speech === speech)) ?? []
  if (ports.length === 0) return null
  const ended = (port: (typeof ports)[number]) => port.attempts.findLast((each) => each.speech === speech)?.ended
  const high = ports.filter(({ port }) => port === controlPort)
  const low = ports.filter(({ port }) => port < firstHighPort)
  // A router that gives another port in place of a low one (NAT-PMP), or says that it cannot provide any (PCP 11), and
  // gives the high one as asked, refuses it too (miniupnpd).
  const no = ['forbidden', 'refused', 'substituted', 'conflict']
  return {
    refusesLowPorts:
      high.some((port) => ended(port) === 'opened') &&
      low.length > 0 &&
      low.every((port) => no.includes(ended(port) ?? '')),
    permanentOnly: ports.some((port) => port.speech === speech && port.leaseS === 0),
  }
}
