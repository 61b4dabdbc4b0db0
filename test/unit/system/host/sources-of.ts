import type { NetworkInterfaceInfo } from 'node:os'
import { failed, success } from '../../../../src/core/failure.ts'
import type { Sources } from '../../../../src/system/host/sources.ts'

export interface World {
  readonly files?: Readonly<Record<string, string>>
  readonly folders?: Readonly<Record<string, readonly string[]>>
  readonly identities?: Readonly<Record<string, string>>
  /** What a command prints, by its whole line. */
  readonly commands?: Readonly<Record<string, string>>
  readonly interfaces?: NodeJS.Dict<NetworkInterfaceInfo[]>
}

/** Sources of a made-up machine. What it does not have cannot be read, and what it cannot run is not installed. */
export function sourcesOf({
  files = {},
  folders = {},
  identities = {},
  commands = {},
  interfaces = {},
}: World): Sources {
  return {
    read: async (path) => files[path],
    list: async (folder) => folders[folder] ?? [],
    identity: async (path) => identities[path],
    run: async (program, args) => {
      const stdout = commands[[program, ...args].join(' ')]
      return stdout === undefined
        ? failed('unsupported', `${program}: ENOENT`)
        : success({ code: 0, stdout, stderr: '' })
    },
    networkInterfaces: () => interfaces,
  }
}

export function ipv4(
  address: string,
  prefix: number,
  mac = '00:00:5e:00:53:01',
  internal = false,
): NetworkInterfaceInfo {
  return { family: 'IPv4', address, netmask: '', cidr: `${address}/${prefix}`, mac, internal }
}

export function ipv6(address: string, prefix: number, mac = '00:00:5e:00:53:01', scopeid = 0): NetworkInterfaceInfo {
  return { family: 'IPv6', address, netmask: '', cidr: `${address}/${prefix}`, mac, internal: false, scopeid }
}
