import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

/** Node's own directory first; many users' PATH lacks the sbin directories. */
export const labPath = [
  dirname(process.execPath),
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
].join(delimiter)

/** What a world and its tests are made of, with the Debian package that brings it. */
const programs: Readonly<Record<string, string>> = {
  unshare: 'util-linux',
  ip: 'iproute2',
  nft: 'nftables',
  'iptables-nft-restore': 'iptables',
  ipset: 'ipset',
  ufw: 'ufw',
  conntrack: 'conntrack',
  nsd: 'nsd',
  unbound: 'unbound',
  dnsmasq: 'dnsmasq-base',
  turnserver: 'coturn',
  ping: 'iputils-ping',
  nc: 'netcat-openbsd',
  dig: 'bind9-dnsutils',
  'ldns-signzone': 'ldnsutils',
  openssl: 'openssl',
  socat: 'socat',
  tcpdump: 'tcpdump',
  miniupnpd: 'miniupnpd miniupnpd-nftables',
  upnpc: 'miniupnpc',
  natpmpc: 'natpmpc',
  postfix: 'postfix',
  dovecot: 'dovecot-core dovecot-imapd',
}

/** What a VPN is made of. */
const tunDevice = '/dev/net/tun'

const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--']

/** Without uidmap and a line in /etc/subuid a world has one user, which is enough for all but mail servers. */
const asUser = [
  ['--user', '--map-root-user', '--map-auto'],
  ['--user', '--map-root-user'],
]

/** `unshare` with what this user needs for namespaces of his own; undefined where he may not have any. */
export function unshareArgv(): readonly string[] | undefined {
  const candidates = process.getuid?.() === 0 ? [[]] : asUser
  for (const flags of candidates) {
    const argv = [...flags, ...namespaces]
    if (spawnSync('unshare', [...argv, 'true'], { env: { PATH: labPath } }).status === 0) return ['unshare', ...argv]
  }
  return undefined
}

/**
 * Why a world with several users (mail servers have theirs, and an agent without rights is somebody else than root)
 * cannot be raised on this machine, in one sentence; undefined where it can, and where that is a failure.
 */
export function usersRefusal(): string | undefined {
  if (process.env['MAILWORTHY_LAB'] === 'required') return undefined
  const argv = unshareArgv() ?? []
  if (!argv.includes('--user') || argv.includes('--map-auto')) return undefined
  return 'a world has one user here: uidmap is not installed, or /etc/subuid has no line for this user'
}

/** Why no world can be raised on this machine, in one sentence; undefined where it can. */
export function labRefusal(): string | undefined {
  if (process.platform !== 'linux') return 'the lab needs Linux and its network namespaces'
  const missing = Object.keys(programs).filter((program) => !installed(program))
  if (missing.length > 0) {
    return `not installed: ${missing.join(' ')} (on Debian: apt install ${missing.map((it) => programs[it]).join(' ')})`
  }
  if (!allowed(tunDevice, constants.R_OK | constants.W_OK))
    return `this user may not open ${tunDevice}, or there is none`
  if (unshareArgv() === undefined) return 'this user may not make namespaces: unshare was refused'
  return undefined
}

function installed(program: string): boolean {
  return labPath.split(delimiter).some((directory) => allowed(join(directory, program), constants.X_OK))
}

function allowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode)
    return true
  } catch {
    return false
  }
}
