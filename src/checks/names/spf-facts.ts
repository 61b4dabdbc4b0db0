import type { Family, Line } from '../../core/line.ts'
import type { Address, Banner, Name } from '../../core/mark.ts'
import { askNames } from '../../protocols/spf/ask-names.ts'
import { evaluateSpf } from '../../protocols/spf/evaluate-spf.ts'
import { rememberedNames } from '../../protocols/spf/remembered-names.ts'
import type { SpfDecision, SpfReason, SpfRecordSeen, SpfResult } from '../../protocols/spf/spf-evaluation.ts'
import { type SpfIdentity, spfSender } from '../../protocols/spf/spf-sender.ts'
import { wholeRecord } from '../../protocols/spf/whole-record.ts'
import type { PrivacyFacts } from './mail-address.ts'

export interface SpfFacts {
  readonly family: Family
  readonly address: Address
  /** Where others see this machine under a privacy address. */
  readonly privacy?: PrivacyFacts
  /** The line's address of the other family, which a record should name as well. */
  readonly otherAddress?: Address
  /** MAIL FROM first; HELO where it is known what the server calls itself, and it is another name. */
  readonly identities: readonly SpfIdentityFacts[]
}

/** What receivers make of one of the two names that a sender shows (RFC 7208 §2.3, §2.4). */
export interface SpfIdentityFacts {
  readonly identity: SpfIdentity
  readonly domain: Name
  readonly result: SpfResult
  readonly record?: Banner
  /** What decided, from the domain's own record inwards. */
  readonly decidedBy: readonly SpfStepFacts[]
  readonly lookups: number
  readonly voidLookups: number
  readonly whole: {
    readonly lookups: number
    readonly complete: boolean
    readonly open?: { readonly domain: Name; readonly term: string }
  }
  /** What the domain tells whom it refuses. */
  readonly explanation?: Banner
  /** Every name that was asked for on the way. */
  readonly names: readonly Name[]
}

export interface SpfStepFacts {
  readonly domain: Name
  readonly term?: string
  readonly reason: SpfReason
  readonly because: string
}

export interface SpfWanted {
  readonly family: Family
  readonly address: string
  readonly otherAddress: string | undefined
  readonly domain: string
  /** What the server calls itself. */
  readonly helo: string | undefined
}

/** Judges mail of the domain that leaves from the address, as a receiver would, and its server by its name. */
export async function spfFacts(line: Line, wanted: SpfWanted): Promise<SpfFacts> {
  const { family, address, otherAddress, domain, helo } = wanted
  const ask = rememberedNames(askNames(line))
  const receiver = { name: 'unknown', now: line.clock.now() }
  const senders = [
    spfSender(address, `postmaster@${domain}`, helo ?? domain),
    ...(helo === undefined || helo === domain ? [] : [spfSender(address, '', helo)]),
  ]
  const identities = senders.map(async ({ identity, sender }): Promise<SpfIdentityFacts> => {
    const [evaluation, whole] = await Promise.all([
      evaluateSpf(ask, sender, receiver),
      wholeRecord(ask, sender, receiver),
    ])
    const { result, decidedBy, lookups, voidLookups, tree, explanation } = evaluation
    return {
      identity,
      domain: sender.domain,
      result,
      ...(tree.record !== undefined && { record: tree.record }),
      decidedBy: steps(decidedBy),
      lookups,
      voidLookups,
      whole,
      ...(explanation !== undefined && { explanation }),
      names: [...new Set(namesIn(tree))],
    }
  })
  return {
    family,
    address,
    ...(otherAddress !== undefined && { otherAddress }),
    identities: await Promise.all(identities),
  }
}

function steps({ within, ...step }: SpfDecision): readonly SpfStepFacts[] {
  return within === undefined ? [step] : [step, ...steps(within)]
}

function namesIn({ domain, terms }: SpfRecordSeen): readonly string[] {
  const names = terms.flatMap(({ asked, leads }) => [
    ...asked.map(({ name }) => name),
    ...(leads === undefined ? [] : namesIn(leads)),
  ])
  return [domain, ...names]
}
