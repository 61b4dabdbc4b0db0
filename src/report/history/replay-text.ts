import type { NotJudged } from '../../history/replayed.ts'
import { visible } from '../visible.ts'
import { wrapped } from '../wrapped.ts'
import { changeText } from './change-words.ts'
import type { ComparisonTextOptions } from './comparison-text.ts'
import type { ReplayedRun, ReplayResult } from './replay-result.ts'
import { shortVerdict } from './run-rows.ts'
import { type Telling, tellingOf } from './telling.ts'

const why: Readonly<Record<Exclude<NotJudged, 'no-facts'>, string>> = {
  'other-revision': 'their shape is another than today',
  'no-such-check': 'nobody asks that any more',
  'judgement-failed': "today's judgement could make nothing of them",
}

/** Old runs under today's judgement, for a person: what it comes to, then each run in which an answer is another one. */
export function replayText(result: ReplayResult, options: ComparisonTextOptions): string {
  const telling = tellingOf(options.now, options)
  const { style, width } = telling
  const [first = '', ...more] = sentences(result).map((each) => wrapped(visible(each), width))
  const paint = result.judged === 0 ? style.open : result.changed > 0 ? style.care : style.good
  const changed = result.runs.filter((run) => run.changed.length > 0 || run.verdict !== undefined)
  return `${[
    [paint(style.strong(first)), ...more].join('\n'),
    ...changed.map((run) => runText(run, telling)),
    ...(changed.length === 0 ? [] : [style.faint(wrapped(`Times are those of ${options.timeZone}.`, width))]),
  ].join('\n\n')}\n`
}

function sentences({ runs, judged, notJudged, changed, release, unread }: ReplayResult): readonly string[] {
  const ofRuns = runs.length === 1 ? 'one run' : `${runs.length} runs`
  const reasons = Object.entries(why).flatMap(([reason, words]) => {
    const count = notJudged[reason as keyof typeof why]
    return count === 0 ? [] : [`${count}: ${words}`]
  })
  const outcome =
    judged === 0
      ? `Nothing of ${ofRuns} could be judged anew.`
      : changed === 0
        ? `No answer of ${ofRuns} is another one by today's judgement.`
        : `${changed === 1 ? 'One answer' : `${changed} answers`} of ${ofRuns} would be another one by today's judgement.`
  return [
    outcome,
    ...(judged === 0 ? [] : [`The facts behind ${judged} answers were judged anew, by ${release}.`]),
    ...(reasons.length === 0 ? [] : [`Facts that were not judged: ${reasons.join('; ')}.`]),
    ...(unread.length === 0 ? [] : [`Runs that could not be read: ${unread.join(', ')}.`]),
  ]
}

function runText({ run, at, release, changed, verdict }: ReplayedRun, telling: Telling): string {
  const title = `${visible(run)}, of ${telling.words.moment(at)} by ${visible(release)}`
  return [
    telling.style.strong(wrapped(title, telling.width)),
    ...(verdict === undefined
      ? []
      : [`verdict: ${shortVerdict[verdict.from]} ${telling.glyphs.arrow} ${shortVerdict[verdict.to]}`]),
    ...changed.map((change) => changeText(change, [], telling)),
  ].join('\n')
}
