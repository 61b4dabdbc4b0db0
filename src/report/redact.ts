import type { Answered, Because, Finding, LookRecord } from '../core/finding.ts'
import { withheld } from './withhold-secrets.ts'
import type { TraceEntry } from '../core/line.ts'
import type { Mark, Marks } from '../core/mark.ts'
import { addressLiteral } from './address-literals.ts'
import { factsOf, record, wholeNumbers } from './facts-of.ts'
import { mapLeaves, markedLeaves } from './marked-leaves.ts'
import type { MarksByName } from './marks-of.ts'
import {
  addresses,
  hardwareAddresses,
  hostIn,
  hostNames,
  markedValues,
  networkNumbers,
  nobody,
  shortened,
} from './passes.ts'
import { type Pseudonyms, pseudonyms } from './pseudonyms.ts'
import { planOf } from './plan.ts'
import { type Pass, replaced } from './replaced.ts'
import type { Report } from './report.ts'

/** Leaves of `report.line`. */
const lineMarks = { name: 'name', local: 'address', router: 'address', public: 'address', gateway: 'address' } as const

const providerCheck = 'line.provider'

/**
 * A report that can be posted in a forum: addresses, names and the words of others are replaced, the same value by the
 * same word everywhere; of which kind an address is (private, carrier-grade, …) stays visible, for those who help.
 */
export function redact(report: Report, marks: MarksByName): Report {
  const words = pseudonyms()
  const values = [
    ...markedLeaves(report.line, lineMarks),
    ...[...report.findings, ...report.looks].flatMap((each) =>
      'facts' in each ? markedLeaves(each.facts, marks.get(nameOf(each)) ?? {}) : [],
    ),
  ]
  const banners = values.filter(({ mark }) => mark === 'banner').map(({ value }) => value)
  const asns = wholeNumbers(factsOf(report.findings, providerCheck)?.['asns'])
  const known = [
    markedValues(words, values),
    shortened(words, banners),
    networkNumbers(words, asns, { bare: false }),
    hardwareAddresses(words),
    addresses(words),
  ]
  // Words of errors and traces are not ours: there every host name goes, whether a check has recorded it or not.
  const foreign = [
    ...known.slice(0, 2),
    hostNames(words, new Set(marks.keys())),
    networkNumbers(words, asns, { bare: true }),
    ...known.slice(2),
  ]
  const ours = (text: string) => replaced(text, known)
  const theirs = (text: string) => replaced(text, foreign)
  const leaf = (value: string, mark: Mark | undefined) =>
    mark === undefined ? ours(value) : redactedLeaf(value, mark, words, known)
  const facts = (value: unknown, marked: Marks) => mapLeaves(value, marked, leaf)
  const trace = (entries: readonly TraceEntry[]) => entries.map((entry) => redactedEntry(entry, words, theirs))
  const plan = planOf(report.abilities, report.findings.filter(tellsNoProvider), { relay: report.relay === true })
  return {
    ...report,
    line: facts(withoutNumber(report.line), lineMarks) as Report['line'],
    looks: report.looks.map((look): LookRecord => {
      if ('error' in look) return { ...look, error: theirs(look.error) }
      if ('because' in look) return { ...look, because: redactedBecause(look.because, theirs) }
      return { ...look, facts: facts(look.facts, marks.get(look.look) ?? {}), trace: trace(look.trace) }
    }),
    findings: report.findings.map((finding): Finding => {
      if (finding.kind === 'crashed') return { ...finding, error: theirs(finding.error) }
      if (finding.kind === 'skipped') return { ...finding, because: redactedBecause(finding.because, theirs) }
      // Whoever reads what is known of the provider knows the provider.
      const { advice: _, ...told } = finding
      return {
        ...told,
        says: ours(finding.says),
        ...(finding.remedy === undefined ? {} : { remedy: ours(finding.remedy) }),
        facts: facts(withoutNumbers(finding), marks.get(finding.check) ?? {}),
        trace: trace(finding.trace),
      }
    }),
    plan: { ...plan, why: ours(plan.why), steps: plan.steps.map(ours) },
  }
}

function tellsNoProvider({ check }: Finding): boolean {
  return check !== providerCheck
}

/** The number of a network is its name: its facts have it as text, to be replaced like any name. */
function withoutNumbers({ check, facts }: Answered): unknown {
  const values = check === providerCheck ? record(facts) : undefined
  return values === undefined ? facts : { ...values, asns: wholeNumbers(values['asns']).map((asn) => `AS${asn}`) }
}

function withoutNumber({ provider, ...line }: Report['line']): Report['line'] {
  return provider?.name === undefined ? line : { ...line, provider: { name: provider.name } }
}

function nameOf(each: Finding | LookRecord): string {
  return 'look' in each ? each.look : each.check
}

/** A marked leaf is replaced as a whole, also where nothing in it looks like what the mark says. */
function redactedLeaf(value: string, mark: Mark, words: Pseudonyms, known: readonly Pass[]): string {
  if (value === '' || nobody.has(value)) return value
  if (mark === 'secret') return withheld
  const literal = addressLiteral(value)
  if (literal !== undefined) return literal.scope === 'unspecified' ? value : words.address(literal)
  const piecewise = replaced(value, known)
  // An address keeps its port or zone, a URL its scheme; a name or somebody's words go wholly.
  const hasParts = mark === 'address' || (mark === 'name' && hostIn(value) !== value)
  return hasParts && piecewise !== value ? piecewise : words.other(mark, value)
}

function redactedBecause(because: Because, theirs: (text: string) => string): Because {
  return 'moot' in because ? { ...because, moot: theirs(because.moot) } : { ...because, blind: theirs(because.blind) }
}

function redactedEntry(entry: TraceEntry, words: Pseudonyms, theirs: (text: string) => string): TraceEntry {
  const { saw } = entry
  return { ...entry, on: theirs(entry.on), ...(saw === undefined ? {} : { saw: redactedSaw(entry.op, saw) }) }

  function redactedSaw(op: TraceEntry['op'], text: string): string {
    const known = theirs(text)
    // What is read from a conversation is somebody else's words, whether a check has recorded them or not.
    if (op === 'read' && entry.failure === undefined && !/^\d+ bytes$/.test(text)) {
      return /^banner-\d+$/.test(known) ? known : words.other('banner', text)
    }
    // Names of interfaces and addresses of gateways, with blanks in between.
    if (op === 'host' && entry.failure === undefined) {
      return text
        .split(' ')
        .map((word) => (theirs(word) === word && word !== '' ? words.other('name', word) : theirs(word)))
        .join(' ')
    }
    return known
  }
}
