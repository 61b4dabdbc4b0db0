import type { Family } from '../../core/line.ts'
import { familyOf } from '../addresses.ts'
import type { AskNames } from './ask-names.ts'
import { expandTarget, uses } from './expand-target.ts'
import { isSpfRecord, readSpfRecord } from './read-spf-record.ts'
import { SpfCheck, type SpfReceiver } from './spf-check.ts'
import type { SpfSender } from './spf-evaluation.ts'
import type { Directive, DomainSpec, Mechanism } from './spf-record.ts'

/** What a domain's record costs and allows with all that it leads to, whoever sends. */
export interface WholeRecord {
  /** How many terms ask the DNS for a sender that none of them is about: of the ten that are allowed. */
  readonly lookups: number
  /** False where there may be more: a record that could not be read, or more of them than anybody follows. */
  readonly complete: boolean
  /** A term that lets everyone pass who is of the sender's family. */
  readonly open?: { readonly domain: string; readonly term: string }
}

/** Far beyond what a receiver would follow: by then it is known that there is too much. It also ends every loop. */
const mostRecords = 24
/** Nobody has a larger network: more is everyone, also where it is everyone in two halves. */
const widest = { v4: 8, v6: 12 } as const

/** Reads the record of the sender's domain and every record that it leads to, also those that this sender never comes to. */
export async function wholeRecord(ask: AskNames, sender: SpfSender, receiver: SpfReceiver): Promise<WholeRecord> {
  const family = familyOf(sender.ip) ?? 'v4'
  let records = 1
  return walk(sender.domain)

  async function walk(domain: string): Promise<WholeRecord> {
    const found = await ask(domain, 'TXT')
    const [text = '', ...more] = (found.ok ? found.value : []).filter(isSpfRecord)
    const read = readSpfRecord(text)
    if (!read.ok || more.length > 0) return { lookups: 0, complete: false }
    const all = read.record.directives.findIndex(({ mechanism }) => mechanism.kind === 'all')
    // RFC 7208 §5.1: what stands behind an "all" is never looked at, and neither is a redirect.
    const directives = all < 0 ? read.record.directives : read.record.directives.slice(0, all + 1)
    const redirect = all < 0 ? read.record.redirect : undefined
    const parts = await Promise.all([
      ...directives.map((directive) => costOf(directive, domain)),
      ...(redirect?.target === undefined ? [] : [led(redirect.target, domain)]),
    ])
    const open = parts.find((part) => part.open !== undefined)?.open
    return {
      lookups: parts.reduce((sum, { lookups }) => sum + lookups, 0),
      complete: parts.every(({ complete }) => complete),
      ...(open !== undefined && { open }),
    }
  }

  async function costOf({ term, qualifier, mechanism }: Directive, domain: string): Promise<WholeRecord> {
    if (mechanism.kind === 'include') {
      const { open, ...cost } = await led(mechanism.target, domain)
      return qualifier === '+' && open !== undefined ? { ...cost, open } : cost
    }
    const lookups = 'network' in mechanism || mechanism.kind === 'all' ? 0 : 1 + macroCost(mechanism)
    const open = qualifier === '+' && takesEveryone(mechanism, family) ? { open: { domain, term } } : {}
    return { lookups, complete: true, ...open }
  }

  /** An include or redirect: itself, and the record that it leads to. */
  async function led(spec: DomainSpec, domain: string): Promise<WholeRecord> {
    const own = 1 + (uses(spec, 'p') ? 1 : 0)
    if (records >= mostRecords) return { lookups: own, complete: false }
    records += 1
    const target = await expandTarget(new SpfCheck(ask, sender, receiver), ask, spec, domain)
    if (!('name' in target)) return { lookups: own, complete: false }
    const cost = await walk(target.name)
    return { ...cost, lookups: own + cost.lookups }
  }
}

/** %{p} is one lookup more (§4.6.4). */
function macroCost(mechanism: Mechanism): number {
  return 'target' in mechanism && uses(mechanism.target ?? [], 'p') ? 1 : 0
}

function takesEveryone(mechanism: Mechanism, family: Family): boolean {
  switch (mechanism.kind) {
    case 'all':
      return true
    case 'ip4':
    case 'ip6':
      return mechanism.kind === (family === 'v4' ? 'ip4' : 'ip6') && mechanism.length < widest[family]
    case 'a':
    case 'mx':
      return mechanism[family] < widest[family]
    default:
      return false
  }
}
