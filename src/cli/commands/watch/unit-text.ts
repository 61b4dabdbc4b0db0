import { quotedForUnit } from './unit-quoted.ts'

export interface UnitWanted {
  /** Node and this program, or one that finds its Node itself: absolute paths. */
  readonly program: readonly string[]
  readonly args: readonly string[]
  /** Where what must not stand in a unit is kept: anybody may read a unit. */
  readonly secretsFile: string
  /**
   * Whether `ping` needs a right of its own here. A kernel that lets every group send pings (`net.ipv4.ping_group_range`, as
   * most systems with systemd set it) asks for none; elsewhere `ping` has it from its file, and a service without new
   * privileges does not get it from there.
   */
  readonly pingNeedsRight: boolean
}

/** The first line of every file of ours: another's is never overwritten or removed. */
export const ourMark = '# Written by mailworthy watch --install; --uninstall removes it.'

export const unitName = 'mailworthy-watch'

/**
 * How Node is to keep house. What is young in memory may have one MiB: left alone it takes up to sixteen whenever there is much to
 * do, as at the start and at each look at the mail ports (75 MB in all instead of 89). It costs no more time.
 */
export const nodeFlags = ['--max-semi-space-size=1'] as const

/** The text of a unit of systemd that watches for as long as the machine runs, with no rights but those that it needs. */
export function unitText({ program, args, secretsFile, pingNeedsRight }: UnitWanted): string {
  const [first = '', ...script] = program
  const command = [first, ...(script.length > 0 ? nodeFlags : []), ...script, 'watch', ...args]
  const rights = pingNeedsRight ? 'CAP_NET_BIND_SERVICE CAP_NET_RAW' : 'CAP_NET_BIND_SERVICE'
  return `${ourMark}
[Unit]
Description=Watches the internet line, and tells of interruptions
After=network-online.target
Wants=network-online.target
# A line that is watched is watched: however often this fails, it is started again.
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart=${command.map(quotedForUnit).join(' ')}
# MAILWORTHY_WEBHOOK, MAILWORTHY_HEARTBEAT, MAILWORTHY_ON_CHANGE, MAILWORTHY_RELAY_USER, MAILWORTHY_RELAY_PASSWORD: anybody may
# read this file, and only root that one.
EnvironmentFile=-${secretsFile.replace(/%/g, '%%')}
DynamicUser=yes
# One user for all services of mailworthy: they share a folder.
User=mailworthy
# The history: /var/lib/mailworthy.
StateDirectory=mailworthy
StateDirectoryMode=0700
Restart=always
RestartSec=10
# Used wrongly, it is so the next time too.
RestartPreventExitStatus=64
TimeoutStopSec=30

# Every few hours the mail ports are listened to for some seconds, to see whether mail would come in${pingNeedsRight ? '; and pings are sent' : ''}.
CapabilityBoundingSet=${rights}
AmbientCapabilities=${rights}
RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
UMask=0077
MemoryMax=256M

[Install]
WantedBy=multi-user.target
`
}
