import type { Answer, Check, Sentence } from './check.ts'
import type { Answered } from './finding.ts'
import type { TraceEntry } from './line.ts'

/** Facts and judgement become an answer in words. Pure: `replay` uses it on facts of years ago. */
export function conclude<Facts, Key extends string>(
  check: Check<string, string, Facts, Key>,
  facts: Facts,
  trace: readonly TraceEntry[],
): Answered {
  const key = check.judge(facts)
  const answer: Answer<Facts> | undefined = check.answers[key]
  if (answer === undefined) throw new Error(`${check.id} came to '${key}', an answer it does not have`)
  const fault = typeof answer.fault === 'function' ? answer.fault(facts) : answer.fault
  return {
    check: check.id,
    stem: check.stem,
    matters: check.matters,
    kind: 'answered',
    answer: key,
    verdict: answer.verdict,
    ...(fault === undefined ? {} : { fault }),
    says: worded(answer.says, facts),
    ...(answer.remedy === undefined ? {} : { remedy: worded(answer.remedy, facts) }),
    revision: check.revision,
    facts,
    trace,
  }
}

function worded<Facts>(sentence: Sentence<Facts>, facts: Facts): string {
  return typeof sentence === 'function' ? sentence(facts) : sentence
}
