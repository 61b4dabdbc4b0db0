import { type Check, defineCheck, type Needs, type Undo } from '../../../src/core/check.ts'
import type { Finding } from '../../../src/core/finding.ts'
import { type InspectOptions, inspect } from '../../../src/core/inspect.ts'
import type { Line } from '../../../src/core/line.ts'
import { silentLine } from '../silent-line.ts'

export interface Seen {
  readonly value: string
}

export type Verdicts = 'good' | 'careful' | 'bad' | 'dark'

/** A check that comes to the answer it is told, and gives its value while that is good. */
export function scripted<const Id extends string>(
  id: Id,
  verdict: Verdicts = 'good',
  options: { needs?: Needs; observe?: (line: Line, undo: Undo) => Promise<Seen>; gives?: boolean } = {},
) {
  return defineCheck<Seen>()({
    id,
    stem: 'scripted',
    title: 'All is well.',
    matters: { receive: 'required' },
    revision: 3,
    needs: options.needs ?? {},
    budget: 50,
    marks: {},
    answers: {
      good: { verdict: 'pass', says: ({ value }) => `Saw ${value}.` },
      careful: { verdict: 'warn', fault: 'router', says: 'Hm.', remedy: 'Mind it.' },
      bad: {
        verdict: 'fail',
        fault: ({ value }) => (value === '' ? 'router' : 'provider'),
        says: 'No.',
        remedy: 'Mend it.',
      },
      dark: { verdict: 'unknown', says: 'Could not tell.' },
    },
    observe: (line, _given, _asked, undo) => options.observe?.(line, undo) ?? Promise.resolve({ value: id }),
    judge: () => verdict,
    gives: ({ value }) => (verdict === 'good' && options.gives !== false ? value : undefined),
  })
}

export function run(checks: readonly Check[], parts: Partial<InspectOptions> = {}) {
  const line = silentLine()
  return inspect({
    checks,
    line,
    undoLine: line,
    asked: { release: '0.1.0', probes: [], stun: [], servers: [] },
    signal: new AbortController().signal,
    patience: 1,
    only: [],
    skip: [],
    mayAlterRouter: false,
    explanations: [],
    ...parts,
  })
}

export const named = (findings: readonly Finding[], id: string) => findings.find(({ check }) => check === id)
