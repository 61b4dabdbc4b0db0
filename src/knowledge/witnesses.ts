import type { Service } from '../core/asked.ts'

/**
 * Public places that are asked unless others are given. Each is of another operator, so that two of them are two
 * witnesses, and each can be replaced (`--stun`, `--mx`). Where a fact comes from stands beside it.
 */
export interface Sourced {
  readonly source: string
  /** When the source said so, or was last read: YYYY-MM. */
  readonly seen: string
}

export const stunServers: readonly (Service & Sourced)[] = [
  {
    host: 'stun.l.google.com',
    port: 19302,
    source: 'https://gist.github.com/zziuni/3741933, and the default of most WebRTC examples',
    seen: '2026-11',
  },
  {
    host: 'stun.nextcloud.com',
    port: 3478,
    source: 'https://github.com/pradt2/always-online-stun (valid_hosts.txt)',
    seen: '2026-11',
  },
  {
    host: 'stun.framasoft.org',
    port: 3478,
    source: 'https://github.com/pradt2/always-online-stun (valid_hosts.txt)',
    seen: '2026-11',
  },
]

/** Mail exchangers of large receivers: they listen on port 25 for everybody, and are asked for their greeting alone. */
export const largeExchangers: readonly ({ readonly host: string } & Sourced)[] = [
  {
    host: 'aspmx.l.google.com',
    source: 'https://github.com/mail-in-a-box/mailinabox (setup/network-checks.sh asks it for the same reason)',
    seen: '2026-11',
  },
  {
    host: 'outlook-com.olc.protection.outlook.com',
    source: 'the MX record of outlook.com ("dig MX outlook.com")',
    seen: '2026-11',
  },
]
