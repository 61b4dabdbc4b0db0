import type { Blocklist } from '../../core/asked.ts'
import type { Line } from '../../core/line.ts'
import { listQuestion } from './list-question.ts'
import { type ListAnswer, readListAnswer } from './read-list-answer.ts'
import { testPoints } from './test-points.ts'

/** What a list said: of whoever was asked about, of what it must have, and of what it must not have. */
export interface ListHeard {
  readonly here: ListAnswer
  readonly listedPoint: ListAnswer
  readonly unlistedPoint: ListAnswer
}

/**
 * Asks a list about an address or a domain, and at the same time for its test points: three questions, by way of the
 * system's resolver, as receivers ask. Its own name servers are not asked, as they are elsewhere for what is missing: the
 * test points tell whether a silence can be believed, and lists want to be asked by resolvers.
 */
export async function askList(
  line: Line,
  list: Blocklist,
  kind: Blocklist['of'][number],
  what: string,
): Promise<ListHeard> {
  const { zone, shownAs = zone } = list
  const ask = async (labels: string) =>
    readListAnswer(await line.ask({ name: `${labels}.${zone}`, type: 'A', shownAs: `${labels}.${shownAs}` }), list)
  const points = testPoints(list, kind)
  const [here, listedPoint, unlistedPoint] = await Promise.all([
    ask(listQuestion(what)),
    ask(points.listed),
    ask(points.unlisted),
  ])
  return { here, listedPoint, unlistedPoint }
}
