import type { Endpoint } from '../../../core/line.ts'
import type { Reading } from '../../settings/reading.ts'
import { readDuration } from '../../settings/read-duration.ts'
import { readMailAddress } from '../../settings/read-mail-address.ts'
import { readPlace } from '../../settings/read-place.ts'
import { readWebHook } from '../../settings/read-web-hook.ts'
import type { TellingAsked } from '../../telling/telling-asked.ts'
import { UsageError } from '../../usage-error.ts'

export interface WatchFlags {
  readonly interval?: string
  readonly for?: string
  readonly json?: boolean
  readonly verbose?: boolean
  readonly onChange?: string
  readonly webhook?: string
  readonly heartbeat?: string
  readonly mailRelay?: string
  readonly mailFrom?: string
  readonly mailTo?: readonly string[]
  readonly metrics?: string
  readonly idle?: boolean
  /** False with `--no-mail-ports`. */
  readonly mailPorts?: boolean
  readonly install?: boolean | string
  readonly uninstall?: boolean | string
  readonly rebootTest?: boolean
  /** For how long the router is to be off in the guided test. */
  readonly off?: string
  readonly [setting: string]: unknown
}

export interface WatchAsked {
  readonly intervalMs: number
  /** It ends by itself after so long. */
  readonly forMs: number | undefined
  readonly telling: TellingAsked
}

const usualIntervalMs = 30_000
const interval = { leastMs: 1_000, mostMs: 900_000, wanted: 'a time from 1s to 15m, such as 30s' }
/** A timer of Node has 31 bits of milliseconds: one for longer is over at once. */
const trial = { leastMs: 1_000, mostMs: 24 * 86_400_000, wanted: 'a time from 1s to 24d, such as 2h' }
/** A webhook has its password in its path, and a command may have one anywhere: they may come from the environment. */
const secretFlags = ['onChange', 'webhook', 'heartbeat'] as const

/** What the flags of `watch` ask for. Throws `UsageError` where one is wrong. */
export function watchAsked(flags: WatchFlags, env: NodeJS.ProcessEnv): WatchAsked {
  refuseTogether(flags)
  const [onChange, webhook, heartbeat] = secretFlags.map((name) => flags[name] ?? fromEnv(name, env))
  const mail = mailAsked(flags)
  return {
    intervalMs:
      flags.interval === undefined ? usualIntervalMs : read('interval', readDuration(flags.interval, interval)),
    forMs: flags.for === undefined ? undefined : read('for', readDuration(flags.for, trial)),
    telling: {
      ...(onChange !== undefined && { onChange }),
      ...(webhook !== undefined && { webhook: read('webhook', readWebHook(webhook)) }),
      ...(heartbeat !== undefined && { heartbeat: read('heartbeat', readWebHook(heartbeat)) }),
      ...(mail !== undefined && { mail }),
      ...(flags.metrics !== undefined && { metrics: metricsAt(flags.metrics) }),
    },
  }
}

function refuseTogether({ install, uninstall, rebootTest, off, json, for: trialFor }: WatchFlags): void {
  const whole = [
    ...(install === undefined ? [] : ['--install']),
    ...(uninstall === undefined ? [] : ['--uninstall']),
    ...(rebootTest === true ? ['--reboot-test'] : []),
    ...(trialFor === undefined ? [] : ['--for']),
  ]
  if (whole.length > 1) throw new UsageError(`${whole.join(' and ')} do not go together`)
  if (rebootTest === true && json === true)
    throw new UsageError('--reboot-test is a talk with somebody at a terminal: leave --json out')
  if (off !== undefined && rebootTest !== true) throw new UsageError('--off goes with --reboot-test')
}

function fromEnv(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const text = env[`MAILWORTHY_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`]
  return text === undefined || text === '' ? undefined : text
}

function mailAsked({ mailRelay, mailFrom, mailTo = [] }: WatchFlags): TellingAsked['mail'] {
  if (mailRelay === undefined && mailFrom === undefined && mailTo.length === 0) return undefined
  if (mailRelay === undefined || mailFrom === undefined || mailTo.length === 0)
    throw new UsageError('To be told by mail takes all three: --mail-relay, --mail-from and --mail-to')
  return {
    relay: read('mail-relay', readPlace(mailRelay)),
    from: read('mail-from', readMailAddress(mailFrom)),
    to: mailTo.map((address) => read('mail-to', readMailAddress(address))),
  }
}

/** `9464` is for this machine alone; an address before it is for whoever can reach that. */
function metricsAt(text: string): Endpoint {
  const { host, port } = read(
    'metrics',
    readPlace(/^\d{1,5}$/.test(text) ? `127.0.0.1:${text}` : text, { address: true }),
  )
  return { address: host, port }
}

function read<T>(flag: string, reading: Reading<T>): T {
  if (reading.ok) return reading.value
  throw new UsageError(`--${flag} ${reading.why}`)
}
