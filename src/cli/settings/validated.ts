import * as v from 'valibot'
import { suggestion } from '../nearest.ts'
import { UsageError } from '../usage-error.ts'
import { settingNames } from './setting-names.ts'
import { type Settings, settingsSchema } from './settings.ts'

/** What is typed wrong is shown shortened. */
const mostShown = 60

/** The settings of one place; throws UsageError, by the name that `spoken` gives it, for one that is wrong. */
export function validated(values: unknown, spoken: (name: string) => string, place: string): Settings {
  // valibot takes a list for an object without members.
  if (Array.isArray(values)) throw new UsageError(notAnObject(place))
  const parsed = v.safeParse(settingsSchema, values, { abortEarly: true, abortPipeEarly: true })
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const name = issue.path?.[0]?.key
  if (typeof name !== 'string') throw new UsageError(notAnObject(place))
  if (issue.type === 'strict_object') {
    throw new UsageError(`${place} has no setting ${shown(name)}${suggestion(name, settingNames)}`)
  }
  const given = issue.input
  // What is wrong with these may be a secret in them.
  const secret = ['probe', 'blocklist', 'dqsKey'].includes(name)
  const value = typeof given === 'string' && !secret ? `, not ${shown(given)}` : ''
  throw new UsageError(`${spoken(name)} ${issue.message}${value}`)
}

function notAnObject(place: string): string {
  return `${place} must hold an object of settings, such as {"patience": 2}`
}

function shown(text: string): string {
  return JSON.stringify(text.length > mostShown ? `${text.slice(0, mostShown)}…` : text)
}
