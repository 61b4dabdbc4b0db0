import type { Failure } from '../../core/failure.ts'
import { answered, type FamilyLook } from './questions.ts'
import type { Silence } from './silence.ts'

/** What is known of a family when nobody far away has answered at a look. */
interface Known {
  readonly settled: 'up' | 'down' | undefined
  /** It was heard on this line, now or before. */
  readonly works: boolean
  /** That there is already. */
  readonly silence: Pick<Silence, 'askedFar'> | undefined
  /** Of the other family: `works` is that it ever did, or is likelier to. */
  readonly other: { readonly works: boolean; readonly isUp: boolean }
}

/** A network that was never there: nobody can say that it is interrupted. */
const noNetwork: ReadonlySet<Failure> = new Set(['network-unreachable', 'address-unavailable'])

/**
 * What it means that nobody far away has answered. `no-matter`: the line was never seen to have this family. `silent`: somebody
 * should have answered. `well`: nobody far away was asked, and as far as we can see nothing is amiss.
 */
export function unanswered(look: FamilyLook, known: Known): 'no-matter' | 'silent' | 'well' {
  if (isNoMatter(look, known)) return 'no-matter'
  const isFarSilent =
    known.settled === 'down' || known.silence?.askedFar || look.far.some(({ witness }) => !witness.mute)
  return isFarSilent || nearIsSilent(look) || isMissed(look, known) ? 'silent' : 'well'
}

/** A family that never worked has nothing that could be interrupted: an address alone may lead nowhere. */
function isNoMatter(look: FamilyLook, { settled, works, other }: Known): boolean {
  return settled === undefined && !works && (other.works || look.far.length === 0 || neverThere(look))
}

/**
 * Here it should be, and there is no way to anybody. Where the machine does not say so itself, names may be all that is missing,
 * unless they are found over the other family: a resolver that is dead is no line that is down.
 */
function isMissed({ far, whom, link }: FamilyLook, { settled, works, silence, other }: Known): boolean {
  const isDue = settled === undefined && works && far.length === 0 && (silence !== undefined || whom === 'all')
  return isDue && (other.isUp || isCutOff(link))
}

/** A router of IPv4 that knows no way (ICMP net-unreachable) has lost it; that machine has a route to it, and an address. */
function neverThere({ family, link, far, near }: FamilyLook): boolean {
  const none = far.every(({ failure }) => failure !== undefined && noNetwork.has(failure))
  return none && (family === 'v6' || (link === 'unknown' && !near.some(({ witness }) => witness.of === 'gateway')))
}

/** The farthest of those near that is known to answer does not. */
function nearIsSilent({ near, link }: FamilyLook): boolean {
  const witnesses = near.filter(({ witness }) => witness.answered && !witness.mute)
  if (witnesses.some(answered)) {
    return witnesses.some((one) => one.witness.of === 'hop' && !answered(one))
  }
  return witnesses.length > 0 || isCutOff(link)
}

function isCutOff(link: FamilyLook['link']): boolean {
  return link === 'off' || link === 'no-carrier' || link === 'no-route'
}
