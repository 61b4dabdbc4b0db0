import { home, hosts, provider, transit } from './addresses.ts'
import type { LineSpec } from './scenario.ts'
import type { Router, ScriptedWay } from './scripted-hops.ts'

/** The routers between the machine and the internet, as pings meet them. */
export function wayOf({ uplink = 'router' }: LineSpec): ScriptedWay {
  const beyond = [hosts.probe.v4, hosts.stun.v4, hosts.otherStun.v4, hosts.exchanger.v4]
  const inner: Router = [provider.gateway]
  const outer: Router = [transit.v4]
  switch (uplink) {
    case 'router':
    case 'portal':
      return { routers: [[home.router, provider.customer], inner, outer], beyond }
    case 'direct':
      return { routers: [inner, outer], beyond }
    case 'carrier':
      return { routers: [[home.router], [provider.carrierGateway, provider.shared], outer], beyond }
    case 'tunnel':
    case 'dead':
      return { routers: [[home.router]], beyond: [] }
    case 'none':
      return { routers: [], beyond: [] }
  }
}
