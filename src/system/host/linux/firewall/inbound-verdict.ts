import type { FirewallVerdict } from '../../../../core/host.ts'
import { type Call, answeringPacket, arrivingPacket } from './packet-fields.ts'
import type { Chain, Ruleset } from './ruleset.ts'
import { type Fate, type Redirection, type Walker, walker } from './walker.ts'

/** What decides is told in short. */
const longestReason = 240

/**
 * Whether the packet filter lets a new TCP connection in: its first packet, our answer, and what follows. Pure.
 *
 * A verdict is given only where the rules allow no other: what hangs on a rule that is not understood, on a rate or on
 * something that is not known of the caller is `cannot-tell`, with that rule. A packet that is sent to another port of
 * this machine is followed there. Not seen here: what eBPF, tc and the filters of control groups do.
 */
export function inboundVerdict(ruleset: Ruleset, call: Call): FirewallVerdict {
  const { by } = ruleset
  if (by === 'none') return { verdict: 'cannot-tell', because: 'no program here reads the rules', by }
  const verdict = judged(ruleset, call, 'nft')
  const mixed = [...ruleset.chains.values()].some(({ legacy }) => legacy)
  return { ...(mixed ? inEitherOrder(verdict, judged(ruleset, call, 'legacy')) : verdict), by }
}

type Judgement = Omit<FirewallVerdict, 'by'>

/** Judged with the chains of one kind before those of the other where both stand at the same priority. */
function judged(ruleset: Ruleset, call: Call, earlier: 'nft' | 'legacy'): Judgement {
  const way = basesOf(ruleset, call, ['ingress', 'prerouting', 'input'], earlier)
  const wayBack = basesOf(ruleset, call, ['output', 'postrouting', 'egress'], earlier)
  const first = walker(ruleset, arrivingPacket(call, 'first'))
  const stopped =
    follow(first, way, call) ??
    followLater(walker(ruleset, answeringPacket(call)), wayBack, call, undefined) ??
    followLater(walker(ruleset, arrivingPacket(call, 'later')), way, call, first.redirected())
  if (stopped !== undefined) return stopped

  const unread = ruleset.unread.find(({ family }) => family === ipFamily(call))
  return unread === undefined ? told('accepts', first.redirected()?.by) : told('cannot-tell', unread.words)
}

function inEitherOrder(one: Judgement, other: Judgement): Judgement {
  if (one.verdict === other.verdict) return one
  const because = [one, other].map((each) => each.because ?? each.verdict).join(', or ')
  const passes = [one, other].some(({ verdict }) => verdict === 'accepts' || verdict === 'cannot-tell')
  return told(passes ? 'cannot-tell' : 'drops', because)
}

function ipFamily({ family }: Call): 'ip' | 'ip6' {
  return family === 'v4' ? 'ip' : 'ip6'
}

/** The base chains of some hooks, in the order in which a packet of this family comes through them. */
function basesOf(ruleset: Ruleset, call: Call, hooks: readonly string[], earlier: 'nft' | 'legacy'): readonly Chain[] {
  const families = [ipFamily(call), 'inet', 'netdev', 'bridge']
  const at = ({ base }: Chain) => hooks.indexOf(base?.hook ?? '')
  const later = ({ legacy = false }: Chain) => Number(legacy === (earlier === 'nft'))
  return [...ruleset.chains.values()]
    .filter((chain) => families.includes(chain.family) && at(chain) >= 0)
    .sort((a, b) => at(a) - at(b) || (a.base?.priority ?? 0) - (b.base?.priority ?? 0) || later(a) - later(b))
}

/** The same for a later packet of the connection: it is not translated anew, but as the first one was. */
function followLater(packet: Walker, chains: readonly Chain[], call: Call, as: Redirection | undefined) {
  const at = chains.findIndex(({ base }) => base?.type === 'nat')
  if (as === undefined || at < 0) return follow(packet, chains.filter(isNoTranslation), call)
  const before = follow(packet, chains.slice(0, at), call)
  packet.redirect(as)
  return before ?? follow(packet, chains.slice(at).filter(isNoTranslation), call)
}

function isNoTranslation({ base }: Chain): boolean {
  return base?.type !== 'nat'
}

/** Where the packet ends on its way through these base chains; undefined where it certainly comes through. */
function follow(packet: Walker, chains: readonly Chain[], call: Call): Judgement | undefined {
  const against = new Map<Fate, string>()
  let through = true
  for (const chain of chains) {
    // The kernel translates a connection once.
    if (chain.base?.type === 'nat' && packet.redirected() !== undefined) continue
    // What one base chain accepts, the next one may still drop.
    const fates = packet.through(chain)
    for (const [fate, rule] of fates) if (fate !== 'accept' && !against.has(fate)) against.set(fate, rule)
    through = fates.has('accept') || !certainlyPasses(chain, call)
    if (!through) break
  }
  if (against.size === 0) return undefined
  if (through || against.has('unclear')) return told('cannot-tell', against.get('unclear') ?? [...against.values()][0])
  // Not let in either way: which of the two it will be may hang on what nobody can foresee.
  return told(against.has('drop') ? 'drops' : 'rejects', [...against.values()].join(', or '))
}

/** Whether every packet to this machine comes through the chain: those of bridges and of single interfaces may not. */
function certainlyPasses({ family, base }: Chain, { interface: device }: Call): boolean {
  if (family === 'bridge') return false
  const atInterface = base?.hook === 'ingress' || base?.hook === 'egress'
  return !atInterface || (device !== undefined && base.devices.includes(device))
}

function told(verdict: FirewallVerdict['verdict'], because: string | undefined): Judgement {
  return { verdict, ...(because === undefined ? {} : { because: because.slice(0, longestReason) }) }
}
