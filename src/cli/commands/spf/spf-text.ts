import { spfLimits } from '../../../protocols/spf/spf-check.ts'
import type {
  SpfAsked,
  SpfDecision,
  SpfEvaluation,
  SpfRecordSeen,
  SpfTermSeen,
} from '../../../protocols/spf/spf-evaluation.ts'
import type { WholeRecord } from '../../../protocols/spf/whole-record.ts'
import { failures } from '../../../core/failure.ts'
import { visible } from '../../../report/visible.ts'
import { wrapped } from '../../../report/wrapped.ts'

export interface SpfJudged extends SpfEvaluation {
  readonly identity: 'mail-from' | 'helo'
  readonly domain: string
  readonly whole: WholeRecord
}

/** So much of an answer is shown in one line. */
const mostShown = 4

/** What was judged, why, what it took, and the tree of all that was looked at. */
export function spfText(judged: SpfJudged, ip: string, width: number): string {
  const line = (text: string) => wrapped(visible(text), width)
  const { result, identity, domain, decidedBy, explanation } = judged
  const who = identity === 'mail-from' ? `mail of ${domain}` : `the server that calls itself ${domain} (HELO)`
  return [
    line(`${result}: ${who}, sent from ${ip}`),
    ...chain(decidedBy).map((step) => wrapped(visible(step), width, { first: '  ', rest: '  ' })),
    ...(explanation === undefined ? [] : [line(`It explains: "${explanation}"`)]),
    '',
    ...treeLines(judged.tree, width),
    '',
    line(costWords(judged)),
    '',
  ].join('\n')
}

function chain({ domain, term, because, within }: SpfDecision): readonly string[] {
  const own = term === undefined ? because : `by "${term}" of ${domain}: ${because}`
  return within === undefined ? [own] : [own, ...chain(within)]
}

function costWords({ lookups, voidLookups, whole }: SpfJudged): string {
  const here = `This took ${lookups} of the ${spfLimits.lookups} lookups that are allowed, and ${voidLookups} of ${spfLimits.voids} that find nothing.`
  const count = `${whole.complete ? '' : 'at least '}${whole.lookups}`
  const all = `The whole record takes ${count} for a sender that it does not mention.`
  const { open } = whole
  return open === undefined
    ? `${here} ${all}`
    : `${here} ${all} By "${open.term}" of ${open.domain} it lets everyone pass.`
}

function treeLines({ domain, record, terms }: SpfRecordSeen, width: number): readonly string[] {
  const head = hanging(`${domain}: ${record ?? 'no record that could be judged'}`, '', '    ', width)
  return [...head, ...terms.flatMap((term, index) => termLines(term, index === terms.length - 1, width))]
}

function termLines(term: SpfTermSeen, last: boolean, width: number): readonly string[] {
  const under = last ? '   ' : '│  '
  const asked = term.asked.map(askedWords).join('; ')
  const text = `${term.term}  ${term.outcome}${asked === '' ? '' : ` (${asked})`}`
  const below = term.leads === undefined ? [] : treeLines(term.leads, width - under.length)
  return [...hanging(text, last ? '└─ ' : '├─ ', `${under}  `, width), ...below.map((line) => under + line)]
}

function askedWords({ name, type, found, failure }: SpfAsked): string {
  if (failure !== undefined) return `${name} ${type}: ${failures[failure]}`
  const shown = (found ?? []).slice(0, mostShown).join(', ')
  return `${name} ${type}: ${(found ?? []).length > mostShown ? `${shown}, …` : shown || 'nothing'}`
}

function hanging(text: string, first: string, rest: string, width: number): readonly string[] {
  return wrapped(visible(text), width, { first, rest }).split('\n')
}
