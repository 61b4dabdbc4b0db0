import type { Sources } from '../sources.ts'
import type { InterfaceFacts } from './interface-kind.ts'

const folderOf = (name: string) => `/sys/class/net/${name}`

export interface SysfsFacts extends InterfaceFacts {
  readonly mtu?: number
}

/**
 * What sysfs tells of an interface with this hardware address.
 *
 * A process that entered a network namespace without mounting a sysfs of its own (`nsenter --net`, `unshare --net`)
 * still sees the interfaces of the namespace it came from. One of the same name would lie about ours, so the
 * hardware addresses must agree.
 */
export async function interfaceFacts(sources: Sources, name: string, hardware: string): Promise<SysfsFacts> {
  const unknown = { name, type: undefined, devtype: undefined, entries: new Set<string>(), joinsAdapter: false }
  if (name === '' || name === '.' || name === '..' || name.includes('/')) return unknown
  const folder = folderOf(name)
  const told = (await sources.read(`${folder}/address`))?.trim()
  // Tunnels have no hardware address: the file is empty or zero, and Node says zero.
  if (told === undefined || (isEthernet(told) && told.toLowerCase() !== hardware.toLowerCase())) return unknown
  if (!isEthernet(told) && isEthernet(hardware) && !/^[0:]+$/.test(hardware)) return unknown

  const [type, uevent, mtu, entries] = await Promise.all([
    sources.read(`${folder}/type`),
    sources.read(`${folder}/uevent`),
    sources.read(`${folder}/mtu`),
    sources.list(folder),
  ])
  const size = wholeNumber(mtu)
  return {
    name,
    type: wholeNumber(type),
    devtype: /^DEVTYPE=(\w{1,32})$/m.exec(uevent ?? '')?.[1],
    entries: new Set(entries),
    joinsAdapter: entries.includes('brif') && (await joinsAdapter(sources, folder)),
    ...(size === undefined ? {} : { mtu: size }),
  }
}

async function joinsAdapter(sources: Sources, folder: string): Promise<boolean> {
  const ports = await sources.list(`${folder}/brif`)
  const folders = await Promise.all(ports.map((port) => sources.list(folderOf(port))))
  return folders.some((entries) => entries.includes('device'))
}

function isEthernet(hardware: string): boolean {
  return /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(hardware)
}

function wholeNumber(text: string | undefined): number | undefined {
  const digits = text?.trim() ?? ''
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined
}
