import { type Outcome, failed, success } from '../../core/failure.ts'
import type { Family } from '../../core/line.ts'

export interface Ping {
  readonly program: string
  readonly args: readonly string[]
}

export interface PingOptions {
  readonly family: Family
  readonly ttl?: number
  readonly ms: number
}

/**
 * The call of the system's `ping` for one echo request, numeric, without a shell; `address` must be a literal.
 *
 * Linux: iputils and BusyBox take the same options, and BusyBox whole seconds only. macOS has a `ping6` beside its
 * `ping`, without an option for the time to wait; what it prints when a hop limit runs out could not be found quoted
 * anywhere, so that is `unsupported`. macOS and Windows are UNTESTED on real systems.
 */
export function pingCommand(
  platform: NodeJS.Platform,
  address: string,
  { family, ttl, ms }: PingOptions,
): Outcome<Ping> {
  const seconds = String(Math.max(1, Math.ceil(ms / 1_000)))
  const whole = String(Math.max(1, Math.ceil(ms)))
  const limit = (option: string) => (ttl === undefined ? [] : [option, String(ttl)])
  switch (platform) {
    case 'linux':
    case 'android': {
      const args = ['-n', '-c', '1', '-W', seconds, ...limit('-t'), address]
      return success({ program: 'ping', args: family === 'v6' ? ['-6', ...args] : args })
    }
    case 'darwin':
      if (family === 'v4')
        return success({ program: 'ping', args: ['-n', '-c', '1', '-W', whole, ...limit('-m'), address] })
      if (ttl !== undefined)
        return failed('unsupported', 'what ping6 of macOS prints for an expired hop limit is not known')
      return success({ program: 'ping6', args: ['-n', '-c', '1', address] })
    case 'win32':
      return success({
        program: 'ping',
        args: [family === 'v6' ? '-6' : '-4', '-n', '1', '-w', whole, ...limit('-i'), address],
      })
    default:
      return failed('unsupported', `no ping known on ${platform}`)
  }
}
