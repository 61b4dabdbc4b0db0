import type { NetworkInterfaceInfo } from 'node:os'
import { type Outcome, failed, success } from '../../core/failure.ts'
import type { InterfaceAddress, NetworkInterface } from '../../core/host.ts'
import { canonicalAddress } from './canonical-address.ts'
import type { Sources } from './sources.ts'

/** What only the system knows of an interface whose addresses are known. */
export interface Description {
  readonly kind: NetworkInterface['kind']
  readonly mtu?: number
}

/** An interface as Node tells it. */
export interface Named {
  readonly name: string
  readonly hardware: string
  /** Whether the system calls it internal, as it does the loopback. */
  readonly internal: boolean
  /** The index, where an IPv6 link-local address tells it as its scope. */
  readonly index: number | undefined
}

/** Machines that run many containers have hundreds. */
const mostInterfaces = 512

/**
 * The interfaces of this machine that are up and have an address, described by `describe`.
 *
 * `temporary` holds the IPv6 addresses (canonical) that are privacy addresses. Fails `unsupported` where the system
 * tells nothing.
 */
export async function listInterfaces(
  sources: Sources,
  temporary: ReadonlySet<string>,
  describe: (named: Named) => Promise<Description> | Description,
): Promise<Outcome<readonly NetworkInterface[]>> {
  let told: ReturnType<Sources['networkInterfaces']>
  try {
    told = sources.networkInterfaces()
  } catch (error) {
    // Node throws ERR_SYSTEM_ERROR where the system forbids the question, as Android does.
    return failed('unsupported', String(error))
  }
  const interfaces = [...byDevice(told)].slice(0, mostInterfaces)
  return success(
    await Promise.all(
      interfaces.map(async ([name, infos]) => ({
        name,
        addresses: infos.flatMap((info) => addressOf(info, temporary)),
        ...(await describe({
          name,
          hardware: infos[0]?.mac ?? '',
          internal: infos.every((info) => info.internal),
          index: infos.map((info) => ('scopeid' in info ? info.scopeid : 0)).find((scopeid) => scopeid > 0),
        })),
      })),
    ),
  )
}

/** Linux tells a labelled address (`eth0:1`) as an interface of its own; it is one of eth0's. */
function byDevice(told: ReturnType<Sources['networkInterfaces']>): Map<string, NetworkInterfaceInfo[]> {
  const devices = new Map<string, NetworkInterfaceInfo[]>()
  for (const [label, infos = []] of Object.entries(told)) {
    const name = label.replace(/:\d+$/, '')
    devices.set(name, [...(devices.get(name) ?? []), ...infos])
  }
  return devices
}

function addressOf(info: NetworkInterfaceInfo, temporary: ReadonlySet<string>): InterfaceAddress[] {
  const address = canonicalAddress(info.address)
  const prefix = Number(info.cidr?.split('/')[1] ?? Number.NaN)
  if (address === undefined || !Number.isInteger(prefix)) return []
  const family = info.family === 'IPv6' ? 'v6' : 'v4'
  return [{ family, address, prefix, temporary: family === 'v6' && temporary.has(address) }]
}
