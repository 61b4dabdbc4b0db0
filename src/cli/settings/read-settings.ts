import * as v from 'valibot'
import type { Context } from '../context.ts'
import { suggestion } from '../nearest.ts'
import { UsageError } from '../usage-error.ts'
import { readConfigFile } from './config-file.ts'
import { type SettingName, type Settings, settingNames, settingsSchema } from './settings.ts'

/** What is typed wrong is shown shortened. */
const mostShown = 60

/** Settings of all places: flags win over the environment, the environment over the file. */
export async function readSettings(
  flags: { readonly [name: string]: unknown },
  context: Pick<Context, 'env' | 'cwd'>,
): Promise<Settings> {
  const fromFlags = validated(
    Object.fromEntries(settingNames.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]])),
    (name) => `--${hyphened(name)}`,
    'the flags',
  )
  const fromEnv = validated(environment(context.env), variable, 'the environment')
  const told = flags['config'] ?? context.env['MAILWORTHY_CONFIG']
  const file = await readConfigFile(context.cwd, typeof told === 'string' ? told : undefined)
  const fromFile = file === undefined ? {} : validated(file.values, (name) => `${name} in ${file.path}`, file.path)
  return { ...fromFile, ...fromEnv, ...fromFlags }
}

/** `MAILWORTHY_PROBE`; several of a kind are separated by blanks. */
function environment(env: NodeJS.ProcessEnv): { readonly [name: string]: unknown } {
  for (const name of Object.keys(env).filter((each) => each.startsWith(prefix))) refuseTypo(name)
  return Object.fromEntries(
    settingNames
      .map((name) => [name, env[variable(name)]?.trim()] as const)
      .filter(([, text]) => text !== undefined && text !== '')
      .map(([name, text]) => [name, isList(name) ? text?.split(/\s+/) : text]),
  )
}

const prefix = 'MAILWORTHY_'
/** Variables of ours that are no settings. */
const otherVariables = [
  'MAILWORTHY_CONFIG',
  'MAILWORTHY_DEBUG',
  'MAILWORTHY_GLOBALPING_TOKEN',
  'MAILWORTHY_HEARTBEAT',
  'MAILWORTHY_ON_CHANGE',
  'MAILWORTHY_RELAY_PASSWORD',
  'MAILWORTHY_RELAY_USER',
  'MAILWORTHY_WEBHOOK',
]

function variable(name: string): string {
  return prefix + name.replace(/[A-Z]/g, '_$&').toUpperCase()
}

/** As a flag spells it: `globalpingApi` is `--globalping-api`. */
function hyphened(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function isList(name: SettingName): boolean {
  return [
    'probe',
    'stun',
    'mx',
    'server',
    'nameWitness',
    'validator',
    'resolver',
    'blocklist',
    'selector',
    'only',
    'skip',
  ].includes(name)
}

/** Variables that are nothing like ours are somebody else's; what looks like a slip is not passed over in silence. */
function refuseTypo(name: string): void {
  const known = [...settingNames.map(variable), ...otherVariables]
  if (known.includes(name)) return
  const near = suggestion(
    name.slice(prefix.length),
    known.map((each) => each.slice(prefix.length)),
  )
  if (near !== '') throw new UsageError(`${name} is not a setting${near.replace('mean ', `mean ${prefix}`)}`)
}

function validated(values: unknown, spoken: (name: string) => string, place: string): Settings {
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
