import type { Asked, ProbeAddress } from '../../core/asked.ts'
import type { Family, Line } from '../../core/line.ts'
import { familyOf, isGlobal } from '../../protocols/addresses.ts'
import { type OpenSession, openSession, type SessionOutcome } from '../../protocols/probe/open-session.ts'

/**
 * Why no probe can be silent for us. `no-silences`: it is an older one. `own-network`: it is on this side of the line. `not-met`:
 * it is away, or has too much to do.
 */
export type WhyNotMet = 'no-silences' | 'own-network' | 'untrusted' | 'incompatible' | 'not-met'

export type IdleMeeting =
  | { readonly kind: 'met'; readonly open: OpenSession }
  | { readonly kind: 'not'; readonly why: WhyNotMet }

/** A session over one family with the first probe that can be silent. */
export async function meetIdleProbe(
  line: Line,
  { probes, release }: Pick<Asked, 'probes' | 'release'>,
  family: Family,
): Promise<IdleMeeting> {
  let why: WhyNotMet = 'not-met'
  for (const probe of probes) {
    const outcome = await sessionOver(line, probe, release, family)
    if (outcome.kind === 'session' && outcome.open.session.idle !== undefined)
      return { kind: 'met', open: outcome.open }
    // One that is there and does not serve is more to know than one that is away.
    if (why === 'not-met') why = whyNot(outcome)
  }
  return { kind: 'not', why }
}

/** An address has one family; for the other one the probe may name its own, which must be global and prove the key. */
async function sessionOver(
  line: Line,
  { url, host, pins }: ProbeAddress,
  release: string,
  family: Family,
): Promise<SessionOutcome> {
  const probe = { url, pins, release }
  const literal = familyOf(host)
  if (literal === undefined || literal === family) return openSession(line, probe, family)
  const other = pins.length > 0 ? await openSession(line, probe, literal) : undefined
  const address = other?.kind === 'session' ? other.open.session.addresses[family] : undefined
  if (address === undefined || !isGlobal(address)) return { kind: 'unreachable', failure: 'no-data' }
  return openSession(line, { ...probe, address }, family)
}

function whyNot(outcome: SessionOutcome): WhyNotMet {
  switch (outcome.kind) {
    case 'session':
      return 'no-silences'
    case 'reserved-caller':
    case 'own-address':
      return 'own-network'
    case 'untrusted':
    case 'incompatible':
      return outcome.kind
    case 'busy':
    case 'unreachable':
      return 'not-met'
  }
}
