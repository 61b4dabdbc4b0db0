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

/** Servers that listen on a mail port for everybody; they are asked for their greeting alone. */
export const mailServers: readonly (Service & Sourced)[] = [
  {
    host: 'aspmx.l.google.com',
    port: 25,
    source: 'https://github.com/mail-in-a-box/mailinabox (setup/network-checks.sh asks it for the same reason)',
    seen: '2026-11',
  },
  {
    host: 'outlook-com.olc.protection.outlook.com',
    port: 25,
    source: 'the MX record of outlook.com ("dig MX outlook.com")',
    seen: '2026-11',
  },
  ...[465, 587].map((port) => ({
    host: 'mail.gmx.net',
    port,
    source: "https://autoconfig.thunderbird.net/v1.1/gmx.net (Thunderbird's database of providers)",
    seen: '2026-11',
  })),
  ...[143, 993].map((port) => ({
    host: 'imap.gmx.net',
    port,
    source: "https://autoconfig.thunderbird.net/v1.1/gmx.net (Thunderbird's database of providers)",
    seen: '2026-11',
  })),
]

/** A page whose text is known. Whoever answers for it with another one stands at the door of a hotel's network. */
export const portalPage = {
  url: 'http://detectportal.firefox.com/success.txt',
  body: 'success',
  source: 'https://support.mozilla.org/kb/captive-portal, where Firefox asks it for the same reason',
  seen: '2026-11',
} as const
