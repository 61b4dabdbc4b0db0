import type { Abilities } from '../core/ability.ts'
import type { Scope } from '../core/run.ts'
import { byCheck, fields, ifThere, listOf, oneOf, type Reader, text, word } from './read-fields.ts'
import { readLineKey } from './record-readers.ts'
import type { RunHead } from './saved-run.ts'

const maxAddress = 80
const maxRelease = 80
/** There are some 70. */
const maxAnswers = 300
const maxGlobs = 100
const maxGlob = 100

const readAnswer = oneOf('yes', 'with-reservations', 'unknown', 'no')
const globs = listOf(text(maxGlob), maxGlobs)
const readChosen = fields<Exclude<Scope, 'all'>>({ only: globs, skip: globs })

export const readVerdict = oneOf('ready', 'ready-with-reservations', 'undetermined', 'not-ready')

export const readAbilities: Reader<Abilities> = fields<Abilities>({
  receive: readAnswer,
  send: readAnswer,
  access: readAnswer,
})

export const readScope: Reader<Scope> = (value) => (value === 'all' ? value : readChosen(value))

/** When a run began. The schema of the report lets the fraction of a second be absent, or longer. */
export function readRunTime(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(value)) return undefined
  const ms = Date.parse(value)
  // A 30th of February is some engines' 2nd of March.
  return Number.isFinite(ms) && new Date(ms).toISOString().slice(0, 19) === value.slice(0, 19) ? value : undefined
}

/** `20261124T154500Z`, `20261124T154500Z-2`: it becomes the name of a file, so nothing else is one. */
export function readRunId(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{8}T\d{6}Z(?:-\d{1,6})?$/.test(value) ? value : undefined
}

export const readRunHead: Reader<RunHead> = fields<RunHead>({
  id: readRunId,
  at: readRunTime,
  release: text(maxRelease),
  line: readLineKey,
  scope: readScope,
  verdict: readVerdict,
  abilities: readAbilities,
  public: fields<RunHead['public']>({ v4: ifThere(text(maxAddress)), v6: ifThere(text(maxAddress)) }),
  answers: byCheck(word, maxAnswers),
})
