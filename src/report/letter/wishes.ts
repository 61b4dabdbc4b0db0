import type { Answered, Finding } from '../../core/finding.ts'
import { factsOf, list, record, text, texts, type Values, wholeNumber, wholeNumbers } from '../facts-of.ts'
import type { Report } from '../report.ts'

/** What is asked of a provider, with what was measured. `sure`: it is known to be the provider's doing. */
export type Wish =
  | {
      readonly asks: 'port-25-out'
      readonly met: 'silence' | 'refusal' | 'another-server'
      /** Servers elsewhere that were called in vain. */
      readonly servers: readonly string[]
      /** Other ports on which the same server of one's own was reached at that time. */
      readonly otherPorts: readonly number[]
    }
  | {
      readonly asks: 'ports-in'
      readonly ports: readonly number[]
      /** None below 1024 gets in that was tried. */
      readonly allLow: boolean
      /** Ports that arrived in the same test: they show that the way in exists. */
      readonly arrived: readonly number[]
      /** What excludes the router: it confirmed the forward, or there is none. */
      readonly router: 'opened' | 'none' | 'not-excluded'
      readonly sure: boolean
    }
  | {
      readonly asks: 'own-ipv4'
      readonly because: 'carrier' | 'translated' | 'shared-by-ports' | 'none'
      /** What lies between the router and the internet. */
      readonly between?: string
      readonly ownPorts?: { readonly from: number; readonly to: number }
    }
  | { readonly asks: 'fixed-ipv4'; readonly changed: boolean }
  | {
      readonly asks: 'reverse-name'
      /** `looks-generic`: receivers disagree about it. */
      readonly because: 'missing' | 'generic' | 'looks-generic' | 'leads-elsewhere' | 'another'
      /** What the address is to be called; absent where no domain is known. */
      readonly name?: MailName
    }
  /** The provider has put the address there, of which these lists tell. */
  | { readonly asks: 'off-the-list'; readonly lists: readonly string[] }

/** Of the mail server: the one that it has, or one that it could have. */
export interface MailName {
  readonly name: string
  readonly is: 'its-own' | 'a-proposal'
}

const mailPorts: readonly number[] = [25, 465, 587, 143, 993]

/**
 * What the provider can be asked for, by what it is known to do or may be doing. A question about the address is added where
 * there is something to ask anyway: that alone, which every first run leaves open, is no reason to write.
 */
export function wishesOf(report: Report): readonly Wish[] {
  const answers = new Map(report.findings.flatMap((each) => (each.kind === 'answered' ? [[each.check, each]] : [])))
  const mayBeProviders = (check: string, ...some: readonly string[]) => {
    const finding = answers.get(check)
    const { fault } = finding ?? {}
    return finding !== undefined && some.includes(finding.answer) && (fault === 'provider' || fault === 'undetermined')
      ? finding
      : undefined
  }
  const address = ownIpv4(report, mayBeProviders)
  const wishes = [
    ...address,
    // Whoever shares an address is kept out by that alone.
    ...(address.length > 0 ? [] : portsIn(report, mayBeProviders)),
    // Who sends through a relay needs neither.
    ...(report.relay
      ? []
      : [...port25Out(report, mayBeProviders), ...reverseName(mayBeProviders), ...offTheList(mayBeProviders)]),
  ]
  const changed = mayBeProviders('line.fixed.v4', 'changes', 'changed-once') !== undefined
  if (changed) return [...wishes, { asks: 'fixed-ipv4', changed }]
  const open = mayBeProviders('line.fixed.v4', 'too-early', 'looks-dynamic') !== undefined
  return wishes.length > 0 && open ? [...wishes, { asks: 'fixed-ipv4', changed }] : wishes
}

type MayBeProviders = (check: string, ...answers: readonly string[]) => Answered | undefined

function ownIpv4({ findings }: Report, mayBeProviders: MayBeProviders): readonly Wish[] {
  if (mayBeProviders('line.address.v4', 'none') !== undefined) return [{ asks: 'own-ipv4', because: 'none' }]
  const nat = mayBeProviders('line.nat.v4', ...Object.keys(sharing))
  if (nat === undefined) return []
  const facts = factsOf(findings, 'line.nat.v4')
  const because = sharing[nat.answer] ?? 'carrier'
  const between = text(list(facts?.['behindRouter'])[0]) ?? text(facts?.['routerSays'])
  const range = record(facts?.['ownPorts'])
  const [from, to] = [wholeNumber(range?.['from']), wholeNumber(range?.['to'])]
  return [
    {
      asks: 'own-ipv4',
      because,
      ...(because !== 'shared-by-ports' && between !== undefined && { between }),
      ...(because === 'shared-by-ports' && from !== undefined && to !== undefined && { ownPorts: { from, to } }),
    },
  ]
}

const sharing: { readonly [answer: string]: 'carrier' | 'translated' | 'shared-by-ports' } = {
  carrier: 'carrier',
  'carrier-one-to-one': 'translated',
  'shared-ports': 'shared-by-ports',
  'shared-ports-with-25': 'shared-by-ports',
}

function portsIn({ findings }: Report, mayBeProviders: MayBeProviders): readonly Wish[] {
  const blocker = mayBeProviders('inbound.blocker.v4', 'provider', 'provider-low-ports')
  const facts = factsOf(findings, 'inbound.blocker.v4')
  const mapped = record(facts?.['mapped'])
  const control = mapped?.['control'] === 'arrived' || facts?.['controlArrived'] === true
  if (blocker !== undefined) {
    const ports = wholeNumbers((mapped ?? facts)?.['missing'])
    return [
      {
        asks: 'ports-in',
        ports: ports.length > 0 ? ports : shutPorts(findings),
        allLow: blocker.answer === 'provider-low-ports' && control,
        arrived: [...new Set([...wholeNumbers(facts?.['arrived']), ...wholeNumbers(mapped?.['arrived'])])],
        router: mapped === undefined ? 'none' : 'opened',
        sure: blocker.fault === 'provider',
      },
    ]
  }
  const port25 = mayBeProviders('inbound.25.v4', 'filtered', 'refused')
  if (port25 === undefined) return []
  const seen = record(port25.facts)
  return [
    {
      asks: 'ports-in',
      ports: shutPorts(findings),
      allLow: false,
      arrived: wholeNumbers(seen?.['otherArrivals']).filter((port) => mailPorts.includes(port)),
      router: excluded(seen),
      sure: port25.fault === 'provider',
    },
  ]
}

/** The router's own table, or its word when it was asked, leads the port here; or the address is on the machine itself. */
function excluded(seen: Values | undefined): 'opened' | 'none' | 'not-excluded' {
  if (seen?.['onThisMachine'] === true) return 'none'
  return seen?.['tableLeadsHere'] === true || seen?.['mapped'] === 'missing' ? 'opened' : 'not-excluded'
}

/** Mail ports that do not arrive, though the way in exists. */
function shutPorts(findings: readonly Finding[]): readonly number[] {
  return mailPorts.filter((port) =>
    findings.some(
      (finding) =>
        finding.check === `inbound.${port}.v4` &&
        finding.kind === 'answered' &&
        ['filtered', 'refused'].includes(finding.answer),
    ),
  )
}

function port25Out({ findings }: Report, mayBeProviders: MayBeProviders): readonly Wish[] {
  const finding = mayBeProviders('outbound.25.v4', 'filtered', 'refused', 'intercepted')
  if (finding === undefined) return []
  const facts = factsOf(findings, 'outbound.25.v4')
  const met = { filtered: 'silence', refused: 'refusal', intercepted: 'another-server' } as const
  return [
    {
      asks: 'port-25-out',
      met: met[finding.answer as keyof typeof met],
      servers: list(facts?.['servers']).flatMap((each) => {
        const server = record(each)
        const inVain = server?.['ended'] === 'no-connection' || server?.['ended'] === 'silent'
        return inVain ? texts([server['host']]) : []
      }),
      otherPorts: wholeNumbers(facts?.['otherPorts']),
    },
  ]
}

function reverseName(mayBeProviders: MayBeProviders): readonly Wish[] {
  const because = {
    missing: 'missing',
    generic: 'generic',
    'generic-static': 'looks-generic',
    unconfirmed: 'leads-elsewhere',
    'not-the-mail-name': 'another',
  } as const
  const finding = mayBeProviders('names.reverse.v4', ...Object.keys(because))
  if (finding === undefined) return []
  const name = mailName(record(finding.facts))
  return [
    {
      asks: 'reverse-name',
      because: because[finding.answer as keyof typeof because],
      ...(name !== undefined && { name }),
    },
  ]
}

/** A name that a host can have. What stands for one in a redacted report is none. */
const hostName = /^(?=.{1,253}$)[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/i

function mailName(facts: Values | undefined): MailName | undefined {
  const [host, domain] = [text(facts?.['host']), text(facts?.['domain'])]
  if (host !== undefined && hostName.test(host)) return { name: host, is: 'its-own' }
  return domain !== undefined && hostName.test(domain) ? { name: `mail.${domain}`, is: 'a-proposal' } : undefined
}

function offTheList(mayBeProviders: MayBeProviders): readonly Wish[] {
  const finding = mayBeProviders('reputation.policy.v4', 'listed-by-provider')
  if (finding === undefined) return []
  const lists = list(record(finding.facts)?.['lists']).map(record)
  return [{ asks: 'off-the-list', lists: lists.filter(tellsOfProvider).flatMap((each) => text(each?.['list']) ?? []) }]
}

function tellsOfProvider(found: Values | undefined): boolean {
  return list(record(found?.['here'])?.['codes']).some((code) => record(code)?.['kind'] === 'policy-by-provider')
}
