import type { Answered, Crashed, Finding, LookRecord, Skipped } from '../core/finding.ts'
import type { Matters } from '../core/verdict.ts'
import {
  checkId,
  count,
  duration,
  fields,
  ifThere,
  isObject,
  listOf,
  oneOf,
  type Reader,
  text,
  word,
} from './read-fields.ts'
import { readAbilities, readRunTime, readScope, readVerdict } from './run-head-readers.ts'
import type { SavedLine, SavedRun } from './saved-run.ts'
import type { Unread } from './unread.ts'

/** There are some 70 checks and 30 looks. */
const maxFindings = 1000
const maxText = 300
/** A sentence with the names and addresses of others in it. */
const maxSentence = 20_000

/** There, whatever it is: facts are the affair of each check, and a trace is only shown. */
const anything: Reader<unknown> = (value) => value
const list: Reader<never> = (value) => (Array.isArray(value) ? (value as never) : undefined)
const sentence = text(maxSentence)
const weight = oneOf('required', 'recommended')
const matters = fields<Matters>({ receive: ifThere(weight), send: ifThere(weight), access: ifThere(weight) })
const concerning = { check: checkId, stem: checkId, matters }

const moot = fields<{ readonly moot: string; readonly on: string }>({ moot: sentence, on: checkId })
const blind = fields<{ readonly blind: string; readonly on: string }>({ blind: sentence, on: checkId })

const findingReaders = {
  answered: fields<Answered>({
    ...concerning,
    kind: oneOf('answered'),
    answer: word,
    verdict: oneOf('pass', 'warn', 'fail', 'unknown'),
    fault: ifThere(oneOf('machine', 'router', 'provider', 'zone', 'server', 'undetermined')),
    explainedBy: ifThere(checkId),
    says: sentence,
    remedy: ifThere(sentence),
    revision: count,
    facts: anything,
    trace: list,
  }),
  skipped: fields<Skipped>({
    ...concerning,
    kind: oneOf('skipped'),
    because: (value) => moot(value) ?? blind(value),
  }),
  crashed: fields<Crashed>({ ...concerning, kind: oneOf('crashed'), error: sentence }),
}

/** Only shown. */
const look: Reader<LookRecord> = (value) => (isObject(value) ? (value as unknown as LookRecord) : undefined)

const finding: Reader<Finding> = (value) => {
  const kind = isObject(value) && Object.hasOwn(value, 'kind') ? value['kind'] : undefined
  if (kind !== 'answered' && kind !== 'skipped' && kind !== 'crashed') return undefined
  return findingReaders[kind](value)
}

const addresses: Reader<SavedLine['v4']> = (value) =>
  value === null ? null : fields<{ readonly public?: string }>({ public: ifThere(text(maxText)) })(value)

const line = fields<SavedLine>({
  name: ifThere(text(maxText)),
  v4: addresses,
  v6: addresses,
  provider: ifThere(fields<NonNullable<SavedLine['provider']>>({ asn: ifThere(count), name: ifThere(text(maxText)) })),
  known: ifThere(fields<NonNullable<SavedLine['known']>>({ gateway: text(maxText) })),
})

const run = fields<SavedRun>({
  schema: oneOf(1),
  tool: fields<SavedRun['tool']>({ name: text(maxText), version: text(maxText) }),
  at: readRunTime,
  tookMs: duration,
  scope: readScope,
  interrupted: ifThere(oneOf(true)),
  relay: ifThere(oneOf(true)),
  verdict: readVerdict,
  abilities: readAbilities,
  line,
  looks: listOf(look, maxFindings),
  findings: listOf(finding, maxFindings),
})

/**
 * Reads a saved run, the value of its JSON. What history needs of it is checked, the rest is let through as it is: a report
 * of a later release may have more. Never throws.
 */
export function readSavedRun(value: unknown): SavedRun | Unread {
  if (!isObject(value) || !Object.hasOwn(value, 'schema')) return 'malformed'
  const { schema } = value
  if (typeof schema === 'number' && Number.isSafeInteger(schema) && schema > 1) return 'other-version'
  return run(value) === undefined ? 'malformed' : (value as unknown as SavedRun)
}
