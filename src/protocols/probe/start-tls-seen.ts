import type { Outcome } from '../../core/failure.ts'
import type { TlsSession } from '../../core/line.ts'
import type { StartTlsSeen } from './echo-talk.ts'

/** What became of STARTTLS, told with whose key answered. `pin` is that of the probe. */
export function startTlsSeen(secured: Outcome<TlsSession>, pin: string): StartTlsSeen {
  if (secured.ok) {
    const seen = { pin: secured.value.pin, issuer: secured.value.issuer }
    return seen.pin === pin ? { outcome: 'agreed', ...seen } : { outcome: 'wrong-key', failure: 'wrong-key', ...seen }
  }
  return { outcome: secured.failure === 'refused' ? 'refused' : 'failed', failure: secured.failure }
}
