import type { Sources } from '../sources.ts'

/** The signs by which a container is known from within. */
export interface ContainerSigns {
  /** `/.dockerenv` or `/run/.containerenv` (Podman) is there. */
  readonly marked: boolean
  /** What /run/systemd/container or the variable `container` of the first process says. */
  readonly word: string | undefined
  /** /proc/1/cgroup. */
  readonly cgroup: string | undefined
  /** An adapter (something with a device behind it) is in this network: it is the machine's own, not made for us. */
  readonly seesAdapter: boolean
  /** This network namespace was made by hand within the container, with `ip netns` or `unshare`. */
  readonly madeByHand: boolean
}

/**
 * A container that is a machine of its own (LXC, systemd-nspawn) is mostly put on the bridge of the LAN, as Proxmox
 * does: its line is the line. The others sit behind an address translation of the machine that carries them.
 */
const wholeMachines = /^(?:lxc|lxc-libvirt|systemd-nspawn|openvz)$/

const applicationCgroup = /docker|kubepods|libpod|containerd|crio|buildkit/

/** Whether this is a container with a network of its own making. Pure. */
export function isContainer(signs: ContainerSigns): boolean {
  if (signs.seesAdapter || signs.madeByHand) return false
  if (signs.marked || applicationCgroup.test(signs.cgroup ?? '')) return true
  return signs.word !== undefined && signs.word !== '' && !wholeMachines.test(signs.word)
}

/** Gathers the signs. Some are for root alone, or the owner of the first process: what cannot be read is no sign. */
export async function containerSigns(sources: Sources): Promise<ContainerSigns> {
  const [root, run, told, environment, cgroup, seesAdapter, madeByHand] = await Promise.all([
    sources.list('/'),
    sources.list('/run'),
    sources.read('/run/systemd/container'),
    sources.read('/proc/1/environ'),
    sources.read('/proc/1/cgroup'),
    hasAdapter(sources),
    namespaceMadeByHand(sources),
  ])
  const variable = environment?.split('\0').find((entry) => entry.startsWith('container='))
  return {
    marked: root.includes('.dockerenv') || run.includes('.containerenv'),
    word: told?.trim() ?? variable?.slice('container='.length),
    cgroup,
    seesAdapter,
    madeByHand,
  }
}

async function hasAdapter(sources: Sources): Promise<boolean> {
  const [present, visible] = [names(sources), await sources.list('/sys/class/net')]
  // Those of another namespace may be all that /sys shows: only what Node sees too counts, by hardware address.
  const checked = visible.map(async (name) => {
    const hardware = (await sources.read(`/sys/class/net/${name}/address`))?.trim()
    return present.get(name) === hardware && (await sources.list(`/sys/class/net/${name}`)).includes('device')
  })
  return (await Promise.all(checked)).includes(true)
}

function names(sources: Sources): Map<string, string> {
  try {
    return new Map(Object.entries(sources.networkInterfaces()).map(([name, infos]) => [name, infos?.[0]?.mac ?? '']))
  } catch {
    return new Map()
  }
}

async function namespaceMadeByHand(sources: Sources): Promise<boolean> {
  const [own, first, named] = await Promise.all([
    sources.identity('/proc/self/ns/net'),
    sources.identity('/proc/1/ns/net'),
    sources.list('/run/netns'),
  ])
  if (own === undefined) return false
  if (first !== undefined && first !== own) return true
  const identities = await Promise.all(named.map((name) => sources.identity(`/run/netns/${name}`)))
  return identities.includes(own)
}
