import type { Failure } from '../../../core/failure.ts'
import type { LetIn, PortSeen } from '../../../checks/looks/let-in.ts'

/** What somebody outside met at a port that the router says is open. */
export type PortOutside =
  /** It came in to this machine, for certain. */
  | { readonly kind: 'proved' }
  /** Somebody answered, and that it was this machine is not certain. */
  | { readonly kind: 'answered'; readonly greeting?: string }
  /** Somebody answered, who is not this machine. */
  | { readonly kind: 'other-machine' }
  /** It came in, and the words were changed on the way. */
  | { readonly kind: 'altered' }
  /** It came in, and our answer did not get out. */
  | { readonly kind: 'reply-lost' }
  | { readonly kind: 'nothing-arrives'; readonly result: 'refused' | 'timed-out' | 'unreachable' }
  /** This machine itself turns it away: by the rules of its firewall, or for its server listens for itself alone. */
  | { readonly kind: 'shut-here'; readonly by: 'firewall' | 'loopback' }
  /** Nothing listened here that could have let it in, and we could not either. */
  | { readonly kind: 'cannot-listen'; readonly failure: Failure }
  /** The probe has not shown that it can dial that port anywhere. */
  | { readonly kind: 'probe-unable' }
  /** The probe gave no result. */
  | { readonly kind: 'unfinished'; readonly call: LetIn['call'] }
  /** A probe dials the mail ports alone. */
  | { readonly kind: 'not-dialled' }

/** What the two ends have seen comes to. `elsewhere`: the port leads to another machine, at which nothing can be seen. */
export function outsideOf(seen: PortSeen, call: LetIn['call'], elsewhere: boolean): PortOutside {
  const { behind, result, why, proved, arrived, firewall, loopbackOnly, tableRead, sameAsHere, greeting } = seen
  if (proved) return { kind: 'proved' }
  if (behind === 'nothing') return { kind: 'cannot-listen', failure: why ?? 'unclassified' }
  if (result === undefined) return { kind: 'unfinished', call }
  switch (result) {
    case 'probe-unable':
      return { kind: 'probe-unable' }
    case 'open-proved':
    case 'open-other':
      if (behind === 'listener') return { kind: arrived ? 'altered' : 'other-machine' }
      return tableRead && !sameAsHere && !elsewhere
        ? { kind: 'other-machine' }
        : { kind: 'answered', ...(greeting !== undefined && { greeting }) }
    case 'refused':
    case 'timed-out':
    case 'unreachable':
      if (arrived) return { kind: 'reply-lost' }
      if (loopbackOnly) return { kind: 'shut-here', by: 'loopback' }
      if (firewall === 'drops' || firewall === 'rejects') return { kind: 'shut-here', by: 'firewall' }
      return { kind: 'nothing-arrives', result }
  }
}
