import type { Context } from '../context.ts'
import { suggestion } from '../nearest.ts'
import { UsageError } from '../usage-error.ts'
import { readConfigFile } from './config-file.ts'
import { type SettingName, settingNames } from './setting-names.ts'
import type { Settings } from './settings.ts'

/** Settings of all places: flags win over the environment, the environment over the file. */
export async function readSettings(
  flags: { readonly [name: string]: unknown },
  context: Pick<Context, 'env' | 'cwd'>,
): Promise<Settings> {
  const fromFlags = await validated(
    Object.fromEntries(settingNames.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]])),
    (name) => `--${hyphened(name)}`,
    'the flags',
  )
  const fromEnv = await validated(environment(context.env), variable, 'the environment')
  const told = flags['config'] ?? context.env['MAILWORTHY_CONFIG']
  const file = await readConfigFile(context.cwd, typeof told === 'string' ? told : undefined)
  const fromFile =
    file === undefined ? {} : await validated(file.values, (name) => `${name} in ${file.path}`, file.path)
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

/** Mostly nothing is set, and then what knows of settings need not be loaded. */
async function validated(values: unknown, spoken: (name: string) => string, place: string): Promise<Settings> {
  if (isObject(values) && Object.keys(values).length === 0) return {}
  return (await import('./validated.ts')).validated(values, spoken, place)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
