import { defineCheck } from '../../core/check.ts'
import { type Failure, failures } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import type { Address, Name } from '../../core/mark.ts'
import { type Heard, hearSignatures } from '../../protocols/dns/hear-signatures.ts'
import { isDenial } from '../../protocols/dns/is-denial.ts'
import { lookUp } from '../../protocols/dns/look-up.ts'
import { type KnownSignatures, seenToValidate, type Validates } from '../../protocols/dns/seen-to-validate.ts'
import { budgets } from '../budgets.ts'
import { resolver } from '../looks/resolver.ts'

export interface DnssecFacts {
  readonly domain: Name
  /** Why nothing could be told of it. */
  readonly failure?: Failure
  /** The zone that the domain is in: its own, most of the time. */
  readonly zone?: Name
  /** What the system's resolver makes of the zone's signatures. */
  readonly heard?: Heard['kind']
  /** Whether that resolver was seen to check any. */
  readonly validates: Validates
  /** The zone above names the key that this one is signed with (DS, RFC 4034 §5). */
  readonly delegated: 'yes' | 'no' | 'unknown'
  /** The signature over the zone's SOA record that runs out first: from when until when it holds. */
  readonly signature?: { readonly since: string; readonly until: string }
  /** When it was looked at. */
  readonly at: string
  /** What public resolvers make of them that were seen to check: asked where the own one was not. */
  readonly others: readonly OtherFacts[]
}

export interface OtherFacts {
  readonly server: Address
  readonly heard: Heard['kind']
}

/** One may be wrong, or not the one that it seems; of different operators they are not wrong together. */
const enoughOthers = 2
const dnsPort = 53

/**
 * Signers renew in time. Those of a month are renewed a week before, those of a fortnight one or two days before (Knot), and
 * providers that sign at every answer let them hold for a day: so it is a tenth of their life that must be left, and never
 * more than three days.
 */
const leastLeft = { share: 0.1, ms: 3 * 24 * 60 * 60 * 1000 } as const

/** Whether the domain's records are signed, and hold. Who checks takes nothing from a domain whose signatures are bad. */
export const namesDnssec = defineCheck<DnssecFacts>()({
  id: 'names.dnssec',
  stem: 'names.dnssec',
  title: 'The signatures of the domain, if it has any, are good.',
  matters: { receive: 'recommended', send: 'recommended' },
  revision: 1,
  needs: { resolver },
  budget: budgets.names,
  marks: { domain: 'name', zone: 'name', server: 'address' },
  moot: ({ domain }) => (domain === undefined ? 'No domain was given (--domain).' : undefined),
  answers: {
    signed: {
      verdict: 'pass',
      says: (facts) => `The zone ${zoneOf(facts)} is signed (DNSSEC), and the signatures are good${lasting(facts)}.`,
    },
    unsigned: {
      verdict: 'pass',
      says: (facts) => `The zone ${zoneOf(facts)} is not signed (DNSSEC): mail works without, DANE does not.`,
    },
    expiring: {
      verdict: 'warn',
      fault: 'zone',
      says: (facts) =>
        `The signatures of ${zoneOf(facts)} are about to run out${lasting(facts)}; they should have been renewed by now. Without them the domain does not exist for all who check.`,
      remedy:
        'See why the signer does not renew them: on a name server of your own its log and its clock; otherwise tell whoever runs the name servers of the domain.',
    },
    bogus: {
      verdict: 'fail',
      fault: 'zone',
      says: (facts) =>
        `The signatures of ${zoneOf(facts)} are bad${hasRunOut(facts) ? lasting(facts) : ''}: for everybody who checks them, as most large receivers do, the domain does not exist.`,
      remedy:
        'Sign the zone anew. If its key was changed, or it has moved to other name servers, the DS record at the registrar is still that of the old key: replace it, or take it away until the zone is signed again.',
    },
    'resolver-does-not-validate': {
      verdict: 'unknown',
      says: (facts) =>
        `Whether the signatures of ${zoneOf(facts)} are good could not be told: nobody who was seen to check signatures has said that these were checked.${
          facts.delegated === 'yes' ? ' It has a DS record, so it should be signed.' : ''
        }`,
      remedy: 'Ask a resolver that checks signatures (--resolver), best one of your own (unbound).',
    },
    'lookup-failed': {
      verdict: 'unknown',
      says: ({ domain, failure }) =>
        failure === 'name-not-found'
          ? `No domain ${domain} was found in the DNS, so there is nothing to be told of its signatures.`
          : `What ${domain} is signed with could not be looked up: ${failures[failure ?? 'lookup-failed']}.`,
      remedy: ({ failure }) =>
        failure === 'name-not-found'
          ? 'See that the domain is registered and spelled right; if it is, see what names.mx says.'
          : 'Run the check again; if it stays so, see what line.resolver and names.mx say.',
    },
  },
  async observe(line, { resolver: own }, { domain = '.', validation }) {
    const { validates, answersFromNowhere } = own
    const facts = { domain, validates, delegated: 'unknown', at: line.clock.now(), others: [] } as const
    const heard = await hearSignatures(line, domain)
    if (!heard.ok) return { ...facts, failure: heard.failure }
    const { kind, zone, signature } = heard.value
    // The zone was told beside a denial: of the whole name, or only of this record.
    if (zone !== domain.toLowerCase()) {
      const there = await lookUp(line, domain, 'MX')
      if (!there.ok && there.failure !== 'no-data') return { ...facts, failure: there.failure }
    }
    const delegated = kind === 'unchecked' ? await isDelegated(line, zone) : 'yes'
    const doubted = (kind === 'unchecked' && validates !== 'yes' && delegated !== 'no') || contradicts(kind, validates)
    // Where somebody on the way answers for every server, they would all be the same one.
    const others =
      doubted && validation !== undefined && answersFromNowhere.length === 0
        ? await askOthers(line, domain, validation)
        : []
    return {
      ...facts,
      zone,
      heard: kind,
      delegated,
      ...(signature && { signature: { since: signature.since, until: signature.until } }),
      others,
    }
  },
  judge(facts) {
    if (facts.failure !== undefined) return 'lookup-failed'
    switch (believed(facts)) {
      case 'bogus':
        return 'bogus'
      case 'unchecked':
        return 'unsigned'
      case 'checked':
        return isRunningOut(facts) ? 'expiring' : 'signed'
      case undefined:
        return 'resolver-does-not-validate'
    }
  },
})

async function isDelegated(line: Line, zone: string): Promise<'yes' | 'no' | 'unknown'> {
  const found = await lookUp(line, zone, 'DS')
  if (found.ok) return 'yes'
  return isDenial(found) ? 'no' : 'unknown'
}

async function askOthers(
  line: Line,
  domain: string,
  { resolvers = [], ...known }: KnownSignatures & { readonly resolvers?: readonly string[] },
): Promise<readonly OtherFacts[]> {
  const asked = resolvers.slice(0, enoughOthers).map(async (address) => {
    const server = { address, port: dnsPort }
    const [validates, heard] = await Promise.all([
      seenToValidate(line, known, server),
      hearSignatures(line, domain, server),
    ])
    return validates === 'yes' && heard.ok ? [{ server: address, heard: heard.value.kind }] : []
  })
  return (await Promise.all(asked)).flat()
}

/** What may be said of the signatures; undefined where nobody who was seen to check has said anything. */
function believed({ heard, validates, delegated, others }: DnssecFacts): Heard['kind'] | undefined {
  if (validates === 'yes') return heard
  if (heard === 'bogus' && !contradicts(heard, validates)) return heard
  // RFC 4035 §4.3, "insecure": without a DS record there is nothing to check.
  if (delegated === 'no') return 'unchecked'
  const words = new Set(others.map((other) => other.heard))
  return others.length >= enoughOthers && words.size === 1 ? others[0]?.heard : undefined
}

/** A resolver that gives out what is known to be bad keeps nothing back for being bad. */
function contradicts(heard: Heard['kind'], validates: Validates): boolean {
  return heard === 'bogus' && validates === 'no'
}

function isRunningOut({ signature, at }: DnssecFacts): boolean {
  if (signature === undefined) return false
  const until = Date.parse(signature.until)
  const life = until - Date.parse(signature.since)
  return until - Date.parse(at) < Math.min(leastLeft.ms, leastLeft.share * life)
}

function hasRunOut({ signature, at }: DnssecFacts): boolean {
  return signature !== undefined && Date.parse(signature.until) < Date.parse(at)
}

function zoneOf({ zone, domain }: DnssecFacts): string {
  return zone === undefined || zone === domain ? domain : `${zone} (of ${domain})`
}

/** Until when they hold, as the end of a sentence. */
function lasting(facts: DnssecFacts): string {
  const { signature } = facts
  if (signature === undefined) return ''
  const [day = ''] = signature.until.split('T')
  return hasRunOut(facts) ? `: they ran out on ${day}` : `: they hold until ${day}`
}
