import { existsSync, readFileSync, realpathSync } from 'node:fs'

/** What an installation depends on, so that a test can have a place of its own. */
export interface InstallPlace {
  /** Where systemd looks for units of the machine's own (systemd.unit(5)). */
  readonly unitFolder: string
  /** What must not stand in a unit. */
  readonly secretsFile: string
  readonly hasSystemd: boolean
  readonly isRoot: boolean
  /** Node and this program, as absolute paths. */
  readonly program: readonly string[]
  readonly systemctl: string
  readonly pingNeedsRight: boolean
}

/** This very machine. */
export function thisPlace(): InstallPlace {
  return {
    unitFolder: '/etc/systemd/system',
    secretsFile: '/etc/mailworthy/watch.env',
    // sd_booted(3)
    hasSystemd: existsSync('/run/systemd/system'),
    isRoot: process.geteuid?.() === 0,
    program: [process.execPath, process.argv[1] ?? ''].map(real),
    systemctl: 'systemctl',
    pingNeedsRight: !anybodyMayPing(read('/proc/sys/net/ipv4/ping_group_range')),
  }
}

/** Reads `net.ipv4.ping_group_range` (icmp(7)): the groups that may send pings without a right of their own. */
export function anybodyMayPing(range: string): boolean {
  const [, first = '', last = ''] = /^(\d{1,10})\s+(\d{1,10})\s*$/.exec(range) ?? []
  // The users that systemd draws have numbers up to 65519, and groups of the same number.
  return first === '0' && Number(last) >= 65_519
}

function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
