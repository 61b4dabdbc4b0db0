import { checks } from '../../checks/index.ts'
import { checkPage } from '../../report/check-page.ts'
import { explained } from '../../report/explain.ts'
import type { Context } from '../context.ts'
import { suggestion } from '../nearest.ts'
import { readPage } from '../read-page.ts'
import { UsageError } from '../usage-error.ts'

/** What a check asks, what its answers mean, how to mend them: `ID`, or `ID/ANSWER`. */
export async function explain(asked: string, { terminal }: Context): Promise<number> {
  const [id = '', answer, ...rest] = asked.split('/')
  const check = checks.find((each) => each.id === id)
  if (check === undefined) {
    throw new UsageError(
      `there is no check ${JSON.stringify(id)}${
        suggestion(
          id,
          checks.map((each) => each.id),
        ) || '; "mailworthy catalogue" lists them'
      }`,
    )
  }
  const answers = Object.keys(check.answers)
  if (rest.length > 0 || (answer !== undefined && !answers.includes(answer))) {
    throw new UsageError(
      `${id} has no answer ${JSON.stringify([answer, ...rest].join('/'))}; its answers are ${answers.join(', ')}`,
    )
  }
  const page = await readPage(check.stem)
  terminal.out(
    explained(check, {
      width: terminal.width,
      colour: terminal.colour,
      ...(answer === undefined ? {} : { answer }),
      ...(page === undefined ? {} : { page: checkPage(page) }),
    }),
  )
  return 0
}
