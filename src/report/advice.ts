import type { Answered, Finding } from '../core/finding.ts'
import type { Provider, Sources } from '../knowledge/providers/provider.ts'
import { knownProviders } from './known-providers.ts'
import { rootOf } from './root-of.ts'
import {
  fixedIp,
  forwarding,
  hairpin,
  inwards,
  outwards,
  ownIpv4,
  reverseV4,
  reverseV6,
  routersPage,
  type Statement,
  upnp,
} from './statements.ts'

/** What sources tell of the provider, beside a finding that it concerns. It is no verdict, and changes none. */
export interface Advice {
  readonly provider: string
  readonly topic: Statement['topic']
  /** Whole sentences that name the provider. */
  readonly says: string
  readonly sources: Sources
}

/** A finding with what is known of the provider in this matter, if anything is. */
export type Advised = (Answered & { readonly advice?: readonly Advice[] }) | Exclude<Finding, Answered>

interface Rule {
  readonly checks: readonly string[]
  /** All that are no pass, unless told. */
  readonly answers?: readonly string[]
  /** Only where others were seen to knock in vain: what a router could do is else of no concern. */
  readonly ifShut?: true
  readonly tell: (provider: Provider, finding: Answered) => readonly Statement[]
}

/** Of `router.mapping`: where it opened nothing, nor had anything open. */
const refusing = ['forbidden', 'no-protocol', 'not-verified']

/** What a finding is about, and so what may help with it. The first rule that fits. */
const rules: readonly Rule[] = [
  {
    checks: ['outbound.25.v4', 'outbound.25.v6'],
    answers: ['filtered', 'refused', 'intercepted'],
    tell: outwards,
  },
  {
    checks: ['inbound.25.v4', 'inbound.25.v6'],
    answers: ['filtered', 'refused'],
    tell: (provider, { check }) => inwards(provider, { keptOut: true, over: familyOf(check) }),
  },
  {
    checks: ['inbound.25.v4'],
    answers: ['not-forwarded'],
    tell: (provider) => [...forwarding(provider), ...inwards(provider, {})],
  },
  // Somebody answers there: so the provider lets it in.
  { checks: ['inbound.25.v4'], answers: ['other-machine'], tell: (provider) => forwarding(provider) },
  {
    checks: ['inbound.blocker.v4', 'inbound.blocker.v6'],
    answers: ['provider', 'provider-low-ports'],
    tell: (provider, { check }) => inwards(provider, { keptOut: true, over: familyOf(check) }),
  },
  {
    checks: ['inbound.blocker.v4'],
    answers: ['router'],
    tell: (provider) => forwarding(provider, { routerForwards: true }),
  },
  {
    checks: ['line.nat.v4'],
    answers: ['carrier', 'shared-ports', 'shared-ports-with-25', 'carrier-one-to-one'],
    tell: ownIpv4,
  },
  { checks: ['line.nat.v4'], answers: ['double', 'undetermined'], tell: ({ adminUrl }) => routersPage(adminUrl) },
  { checks: ['line.address.v4'], answers: ['none'], tell: ownIpv4 },
  // What is known of fixed addresses was told of IPv4.
  {
    checks: ['line.fixed.v4'],
    tell: (provider, { answer }) => fixedIp(provider, { addressChanged: ['changes', 'changed-once'].includes(answer) }),
  },
  { checks: ['names.reverse.v4'], tell: reverseV4 },
  // Lists of home lines let an address go that stays, and that has a reverse name of its own.
  {
    checks: ['reputation.policy.v4'],
    answers: ['listed', 'listed-by-provider'],
    tell: (provider) => [...reverseV4(provider), ...fixedIp(provider, {})],
  },
  { checks: ['reputation.receivers'], answers: ['turned-away'], tell: reverseV4 },
  { checks: ['names.reverse.v6'], tell: reverseV6 },
  {
    checks: ['router.upnp'],
    ifShut: true,
    tell: (provider, { answer }) => [
      ...upnp(provider, { upnpAnswers: answer !== 'absent' }),
      ...(answer === 'absent' ? [] : forwarding(provider)),
    ],
  },
  {
    checks: ['router.natpmp', 'router.pcp', 'router.pinhole.v6'],
    ifShut: true,
    tell: (provider) => forwarding(provider),
  },
  {
    checks: ['router.mapping'],
    tell: (provider, { answer }) => forwarding(provider, { routerForwards: !refusing.includes(answer) }),
  },
  { checks: ['router.hairpin'], tell: hairpin },
]

/**
 * The findings with what is known of this line's provider, each thing told once: at the first finding that it concerns, and
 * not where another finding is the reason. Where nothing is known, they are as they were.
 */
export function advised(findings: readonly Finding[]): readonly Advised[] {
  const { brands } = knownProviders(findings)
  const told = new Set<string>()
  return findings.map((finding) => {
    const advice = adviceFor(finding, findings, brands).filter(
      ({ provider, topic }) => !told.has(`${provider} ${topic}`),
    )
    for (const { provider, topic } of advice) told.add(`${provider} ${topic}`)
    return advice.length === 0 ? finding : { ...finding, advice }
  })
}

/** What is known in the matter of one finding, of each of these brands in turn. */
export function adviceFor(
  finding: Finding,
  findings: readonly Finding[],
  brands: readonly Provider[],
): readonly Advice[] {
  if (finding.kind !== 'answered' || finding.verdict === 'pass' || rootOf(finding, findings) !== finding) return []
  // No provider can help with what this machine or its mail server does.
  if (finding.fault === 'machine' || finding.fault === 'server') return []
  const rule = rules.find(
    ({ checks, answers }) => checks.includes(finding.check) && (answers?.includes(finding.answer) ?? true),
  )
  if (rule === undefined || (rule.ifShut && !knocksInVain(findings))) return []
  return inTurn(
    brands.map((provider) =>
      rule.tell(provider, finding).map(({ topic, says, sources }) => ({
        provider: provider.name,
        topic,
        says: `${brands.length > 1 ? 'If your provider is ' : ''}${provider.name}: ${says}`,
        sources,
      })),
    ),
  )
}

/** What matters most of each, then what matters less: nobody is left out because another comes first. */
function inTurn<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map((each) => each.length))
  return Array.from({ length: longest }, (_, at) => lists.flatMap((each) => each.slice(at, at + 1))).flat()
}

const inVain = ['not-forwarded', 'filtered', 'refused', 'other-machine']

function knocksInVain(findings: readonly Finding[]): boolean {
  return findings.some(
    (finding) =>
      /^inbound\.\d+\./.test(finding.check) && finding.kind === 'answered' && inVain.includes(finding.answer),
  )
}

function familyOf(check: string): 'v4' | 'v6' {
  return check.endsWith('v6') ? 'v6' : 'v4'
}
