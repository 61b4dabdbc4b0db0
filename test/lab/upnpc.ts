/** What upnpc, run by the machine at home, does with the router's UPnP and sees there. */
import { home } from './addresses.ts'
import type { Mapping } from './router-rules.ts'
import type { Place } from './spec.ts'
import type { World } from './world.ts'

/** Told where the description is: to look for it takes upnpc two seconds, and eight where there is none. */
const description = `http://${home.router}:5000/rootDesc.xml`
const descriptionV6 = `http://[${home.routerV6}]:5000/rootDesc.xml`

/** Done; the error's number (UPnP Device Architecture 1.1 §3.2.2, WANIPConnection:2 §2.5); or none: nobody to ask. */
export type Said = 'done' | number | 'no-igd'

/** The router's table of mappings, as far as it can be walked through; undefined where there is nobody to ask. */
export async function listed(world: World): Promise<readonly Listed[] | undefined> {
  const text = await upnpc(world, 'home', ['-u', description, '-l'])
  return hasIgd(text) ? readList(text) : undefined
}

export interface Listed extends Mapping {
  readonly description: string
  /** 0: for ever. */
  readonly leaseS: number
}

/** Asks for a port of the router to lead to a machine at home, which need not be the one that asks. */
export async function mapped(
  world: World,
  { external, to }: Pick<Mapping, 'external' | 'to'>,
  leaseS: number,
  from: Place = 'home',
): Promise<Said> {
  const words = ['-a', to.address, String(to.port), String(external), 'TCP', String(leaseS)]
  // It goes on to read the entry back, and that may fail where the mapping was done.
  return said(await upnpc(world, from, ['-u', description, '-e', 'lab', ...words]), /AddPortMapping\(.*code (-?\d+)/)
}

export async function unmapped(world: World, external: number): Promise<Said> {
  const text = await upnpc(world, 'home', ['-u', description, '-d', String(external), 'TCP'])
  return said(text, /UPNP_DeletePortMapping\(\) failed with code : (-?\d+)/)
}

/** Asks for a hole in the IPv6 firewall before the machine at home. Gives its id, or the error's number in words. */
export async function holed(world: World, port: number, leaseS: number): Promise<{ id: number } | Said> {
  const words = ['-A', '', '0', home.machineV6, String(port), 'TCP', String(leaseS)]
  const text = await upnpc(world, 'home', ['-6', '-u', descriptionV6, ...words])
  const id = /Pinhole ID = (\d+)/.exec(text)?.[1]
  return id === undefined ? said(text, /AddPinhole\(.*code (-?\d+)/) : { id: Number(id) }
}

export async function closed(world: World, id: number): Promise<Said> {
  const text = await upnpc(world, 'home', ['-6', '-u', descriptionV6, '-D', String(id)])
  return said(text, /DeletePinhole\(\) returned : (-?[1-9]\d*)/)
}

/** The address that the router says it has outside; '' where it says none. */
export async function externalAddress(world: World): Promise<string | undefined> {
  // -i: also of a router that says it is not connected.
  const text = await upnpc(world, 'home', ['-i', '-u', description, '-s'])
  if (!hasIgd(text)) return undefined
  return /^ExternalIPAddress = ?(.*)$/m.exec(text)?.[1] ?? ''
}

/** What the description says the device is, such as `InternetGatewayDevice:1`; found by upnpc's own search. */
export async function deviceFound(world: World): Promise<string | undefined> {
  const text = await upnpc(world, 'home', ['-s'])
  return /^ st: urn:schemas-upnp-org:device:(\S+)$/m.exec(text)?.[1]
}

/** Reads the table that `upnpc -l` prints. */
export function readList(text: string): Listed[] {
  const line = /^ ?\d+ (TCP|UDP) +(\d+)->(\S+?):(\d+) +'(.*)' '.*' (\d+)$/gm
  return [...text.matchAll(line)].map(([, proto, external, address = '', port, words = '', leaseS]) => ({
    proto: proto === 'TCP' ? 'tcp' : 'udp',
    external: Number(external),
    to: { address, port: Number(port) },
    description: words,
    leaseS: Number(leaseS),
  }))
}

function said(text: string, failed: RegExp): Said {
  const code = failed.exec(text)?.[1]
  if (code !== undefined) return Number(code)
  return hasIgd(text) ? 'done' : 'no-igd'
}

/** It also takes devices that say they are not connected, and says so; what it takes for none, it says too. */
function hasIgd(text: string): boolean {
  return /^Found (valid|a \(not connected\?\)) IGD|^Found an IGD/m.test(text)
}

async function upnpc(world: World, from: Place, argv: readonly string[]): Promise<string> {
  const { stdout, stderr } = await world.exec(from, ['upnpc', ...argv])
  return stdout + stderr
}
