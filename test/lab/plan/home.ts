import { home, provider } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import { addresses, commonSysctls, hasV6 } from './ground.ts'
import type { PlacePlan } from './plan.ts'

/** The machine that would carry the mail. */
export function homePlan(spec: WorldSpec): PlacePlan {
  const direct = spec.v4 === 'direct'
  const own = direct ? [`${provider.customer}/24`] : [`${home.machine}/24`]
  const routes = [`route add default via ${direct ? provider.gateway : home.router}`]
  if (hasV6(spec)) {
    own.push(`${home.machineV6}/64`)
    routes.push(`route add default via ${home.routerV6}`)
  }
  return {
    name: 'home',
    sysctls: [
      ...commonSysctls,
      // Lets ping work without rights, as distributions do by default. A user namespace takes only groups it has mapped.
      { path: 'net/ipv4/ping_group_range', values: ['0 2147483647', '0 65535', '0 0'] },
    ],
    ip: ['link set eth0 up', ...addresses('eth0', own), ...(spec.uplink === 'no-gateway' ? [] : routes)],
    ipLast: [],
    nft: '',
    files: [{ path: '/etc/netns/home/resolv.conf', text: `nameserver ${direct ? provider.resolver : home.router}\n` }],
    daemons: [],
  }
}
