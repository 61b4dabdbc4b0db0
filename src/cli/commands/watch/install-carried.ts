import { resolve } from 'node:path'

/** Flags and variables of the call that installs, as the service is to have them. */
export interface Carried {
  readonly args: readonly string[]
  /** Variables: they may hold secrets, and are kept where only root reads. */
  readonly secrets: ReadonlyMap<string, string>
  /** Variables that are set here and will not be there. */
  readonly leftBehind: readonly string[]
}

/** Of this call alone: who the service is, systemd decides, and nobody will be there to be asked. */
const ofThisCall = ['install', 'uninstall', 'user']
/** They can only be switched off: `--no-input`. */
const usuallyOn = ['input', 'mailPorts']
/** A webhook has its password in its path, and a command may have one anywhere. */
const secretFlags = ['webhook', 'heartbeat', 'onChange']
const secretVariables = [...secretFlags.map(variable), 'MAILWORTHY_RELAY_USER', 'MAILWORTHY_RELAY_PASSWORD']

export function carried(
  flags: { readonly [name: string]: unknown },
  { env, cwd }: { readonly env: NodeJS.ProcessEnv; readonly cwd: string },
): Carried {
  const args: string[] = []
  const secrets = new Map<string, string>()
  for (const name of secretVariables) {
    const value = env[name]
    if (value !== undefined && value !== '') secrets.set(name, value)
  }
  for (const [name, given] of Object.entries(flags)) {
    if (ofThisCall.includes(name)) continue
    for (const value of Array.isArray(given) ? given : [given]) {
      if (value === true) args.push(...(usuallyOn.includes(name) ? [] : [`--${hyphened(name)}`]))
      else if (value === false) args.push(`--no-${hyphened(name)}`)
      else if (typeof value !== 'string' && typeof value !== 'number') continue
      else if (secretFlags.includes(name)) secrets.set(variable(name), String(value))
      // The service is at home nowhere.
      else if (name === 'config') args.push(`--config=${resolve(cwd, String(value))}`)
      else args.push(`--${hyphened(name)}=${value}`)
    }
  }
  const leftBehind = Object.keys(env).filter(
    (name) => name.startsWith('MAILWORTHY_') && name !== 'MAILWORTHY_DEBUG' && !secrets.has(name),
  )
  return { args, secrets, leftBehind }
}

function hyphened(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function variable(name: string): string {
  return `MAILWORTHY_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`
}
