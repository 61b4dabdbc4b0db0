import type { Outcome } from '../../core/failure.ts'
import type { TlsSession } from '../../core/line.ts'
import type { EchoSaid, StartTlsSeen } from './echo-talk.ts'

/** What became of STARTTLS, told with whose key answered. `pin` is that of the probe. */
export function startTlsSeen(secured: Outcome<TlsSession>, pin: string): StartTlsSeen & { outcome: Answered } {
  if (secured.ok) {
    const seen = { pin: secured.value.pin, issuer: secured.value.issuer }
    return seen.pin === pin ? { outcome: 'agreed', ...seen } : { outcome: 'wrong-key', failure: 'wrong-key', ...seen }
  }
  return { outcome: secured.failure === 'refused' ? 'refused' : 'failed', failure: secured.failure }
}

/** The same where it was not offered: then no way in which it ends is a failure of the dialogue. */
export function unofferedTlsSeen(
  secured: Outcome<TlsSession>,
  pin: string,
): Required<Pick<EchoSaid, 'starttls' | 'startTlsAnyway'>> {
  const { outcome, failure: _, ...key } = startTlsSeen(secured, pin)
  return { starttls: { outcome: 'not-offered', ...key }, startTlsAnyway: outcome }
}

type Answered = Exclude<StartTlsSeen['outcome'], 'not-offered'>
