import { type Addresses, home, hosts, provider } from '../addresses.ts'
import type { Meddler, Meddling } from '../outbound-spec.ts'
import type { WorldSpec } from '../spec.ts'
import type { MiddleboxSettings } from './middlebox-settings.ts'
import type { DaemonPlan, Programs } from './plan.ts'

/** From here on upwards the provider's middlebox listens. */
const firstPort = 20_000

const answerThemselves: readonly Meddler[] = ['other-server', 'mute']

/** Nobody else on the internet listens on the mail ports. */
const mailHosts: readonly Addresses[] = [hosts.probe, hosts.mx, hosts.mx2]

/** What stands on the way of connections to the mail ports: rules that lead there, and the program that waits there. */
export function meddlingPlan(spec: WorldSpec): { readonly nft: string; readonly settings: MiddleboxSettings } {
  const settings = (spec.isp?.meddling ?? [])
    .flatMap(meddlers)
    .map((at, index) => ({ ...at, listen: firstPort + index }))
  if (settings.length === 0) return { nft: '', settings }
  const ports = settings.filter(({ host }) => host !== undefined).map(({ port }) => port)
  return { nft: rules(settings.map(redirect), [...new Set(ports)], spec), settings }
}

export function middlebox(programs: Programs, settings: MiddleboxSettings): DaemonPlan {
  return {
    name: 'middlebox',
    argv: [programs.node, programs.middlebox, JSON.stringify(settings)],
    ready: settings.map(({ listen }) => ({ proto: 'tcp', port: listen })),
  }
}

/** A redirect forgets for whom a connection was, so whoever passes on needs a port of its own for each host. */
function meddlers({ ports, as }: Meddling): Omit<MiddleboxSettings[number], 'listen'>[] {
  return ports.flatMap((port) => {
    if (answerThemselves.includes(as)) return [{ as, port }]
    return mailHosts.flatMap(({ v4, v6 }) => [v4, v6]).map((host) => ({ as, port, host }))
  })
}

function redirect({ listen, port, host }: MiddleboxSettings[number]): string {
  const to = host === undefined ? '' : `${host.includes(':') ? 'ip6' : 'ip'} daddr ${host} `
  return `iifname "cust" ${to}tcp dport ${port} redirect to :${listen}`
}

/** What it passes on wears the address of the customer: nothing but the words tells that it is there. */
function rules(redirects: readonly string[], passedOn: readonly number[], spec: WorldSpec): string {
  const seenAs = spec.v4 === 'carrier' ? provider.shared : provider.customer
  const own = (family: 'ip' | 'ip6', address: string, as: string): string =>
    `oifname "core" ${family} saddr ${address} tcp dport { ${passedOn.join(', ')} } snat ${family} to ${as}`
  const disguise =
    passedOn.length === 0 ? [] : [own('ip', hosts.gateway.v4, seenAs), own('ip6', hosts.gateway.v6, home.machineV6)]
  return `table inet meddling {
  chain prerouting {
    type nat hook prerouting priority dstnat; policy accept;
    ${redirects.join('\n    ')}
  }
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    ${disguise.join('\n    ')}
  }
}
`
}
