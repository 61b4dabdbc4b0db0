import { home, provider, renumbered } from '../addresses.ts'
import type { World } from '../world.ts'
import { whenDone } from './when-done.ts'

/** The provider gives the router another public address, as after a nightly disconnection. */
export function renumberV4(world: World): Promise<number> {
  const [was, is] = [provider.customer, renumbered.v4]
  // Without the address its default route is gone, too.
  const script = `ip addr del ${was}/24 dev wan\nip addr add ${is}/24 dev wan\nip route replace default via ${provider.gateway}`
  return whenDone(world, 'router', script)
}

/** The provider delegates another network, and nothing is interrupted: the new one is there before the old one goes. */
export async function renumberV6(world: World): Promise<number> {
  await whenDone(world, 'isp', `ip route add ${renumbered.networkV6} via ${provider.customerV6}`)
  await whenDone(world, 'router', `ip addr add ${renumbered.routerV6}/64 dev br0 nodad`)
  // In one batch: the new address is preferred from the first packet on, as after a router advertisement.
  const batch = [`addr add ${renumbered.machineV6}/64 dev eth0 nodad`, `addr del ${home.machineV6}/64 dev eth0`].join(
    '\n',
  )
  const at = await whenDone(world, 'home', `ip -batch - <<'LINES'\n${batch}\nLINES`)
  await whenDone(world, 'router', `ip addr del ${home.routerV6}/64 dev br0`)
  await whenDone(world, 'isp', `ip route del ${home.networkV6}`)
  return at
}

/**
 * The machine goes by the router's link-local address, as by a router advertisement (RFC 4861 §6.3.4): the way out stays the same
 * whatever network is delegated.
 */
export async function byLinkLocal(world: World): Promise<string> {
  const { stdout } = await world.exec('router', ['ip', '-6', '-o', 'addr', 'show', 'dev', 'br0', 'scope', 'link'])
  const router = /inet6 (fe80::[\da-f:]+)/.exec(stdout)?.[1]
  if (router === undefined) throw new Error(`the router has no link-local address:\n${stdout}`)
  await whenDone(world, 'home', `ip -6 route replace default via ${router} dev eth0`)
  return router
}
