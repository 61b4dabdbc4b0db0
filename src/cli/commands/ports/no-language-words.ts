import type { RouterMet } from '../../../protocols/router/router-met.ts'
import type { RouterMetV6 } from '../../../protocols/router/router-met-v6.ts'
import { listedPorts } from './listed-ports.ts'
import type { PortPair } from './read-internal.ts'
import type { Told } from './told.ts'

/** Why a router that was met cannot be asked for these ports of this machine, and how to do it by hand. */
export function noLanguageWords(
  met: RouterMet | RouterMetV6,
  ports: readonly PortPair[],
  to: string = met.place.local,
): Told {
  const known = 'firewall' in met ? knownOfV6(met) : knownOf(met)
  const { address } = met.place
  const says =
    known.length === 0
      ? `The router ${address} understands none of the languages in which it could be asked (${'firewall' in met ? 'UPnP, PCP' : 'UPnP, PCP, NAT-PMP'}).`
      : `The router ${address} opens no ports for this machine: ${known.join('; ')}.`
  return { mark: 'open', says, remedy: byHand(met, ports, to) }
}

function byHand(met: RouterMet | RouterMetV6, ports: readonly PortPair[], to: string): string {
  if ('firewall' in met) {
    return `Let TCP ${listedPorts(ports.map(({ internal }) => internal))} to ${to} in by hand, in the IPv6 firewall of the router's pages; or switch on there what lets machines ask ("UPnP", "PCP", "independent port sharing").`
  }
  const forward = `forward by hand, which is just as good: ${forwards(ports, to)}`
  if (met.upnp.kind === 'broken') return `Restart the router, which often mends that, and try again; or ${forward}.`
  // RFC 6886 §3.5
  if (met.natpmp.kind === 'answers' && met.natpmp.result === 3) return `Try again when the line is up; or ${forward}.`
  return `In the router's pages, switch on "UPnP" (FRITZ!Box: "Permit independent port sharing" for this device) and try again; or ${forward}. If it is switched on already, see whether this machine's own firewall keeps the answers out.`
}

/** What to type in: `TCP ports 465 and 993 to 192.168.1.10, the same ports there; TCP port 25 to 192.168.1.10, port 2525`. */
function forwards(ports: readonly PortPair[], to: string): string {
  const same = ports.filter(({ external, internal }) => external === internal).map(({ external }) => external)
  const other = ports.filter(({ external, internal }) => external !== internal)
  return [
    ...(same.length === 0
      ? []
      : [`TCP ${listedPorts(same)} to ${to}, the same ${same.length < 2 ? 'port' : 'ports'} there`]),
    ...other.map(({ external, internal }) => `TCP port ${external} to ${to}, port ${internal}`),
  ].join('; ')
}

function knownOf({ upnp, natpmp, pcp }: RouterMet): readonly string[] {
  return [
    ...(upnp.kind === 'broken' ? [whyBroken[upnp.why]] : []),
    ...knownOfPort(natpmp, 'NAT-PMP'),
    ...knownOfPort(pcp, 'PCP'),
  ]
}

function knownOfV6({ firewall, pcp }: RouterMetV6): readonly string[] {
  const asked =
    firewall.kind === 'broken'
      ? ['what makes holes in its IPv6 firewall does not answer as it should']
      : firewall.kind === 'found' && !firewall.pinholesAllowed
        ? ['its IPv6 firewall lets no machine make holes']
        : []
  return [...asked, ...knownOfPort(pcp, 'PCP')]
}

const whyBroken = {
  'no-description': 'it announces UPnP, but what it announces cannot be fetched',
  'not-a-description': 'it announces UPnP, but what is there is no description of a router',
  'no-wan-service': 'it speaks UPnP, but has no service that opens ports',
  'no-answer': 'it announces UPnP, but the service that opens ports does not answer as one',
} as const

type PortMeeting = RouterMet['natpmp'] | RouterMet['pcp']

function knownOfPort(meeting: PortMeeting, name: string): readonly string[] {
  if (meeting.kind === 'broken') return [`what it answers in ${name} cannot be understood`]
  if (meeting.kind !== 'answers' || meeting.result === 0) return []
  const why = reasons[name]?.[meeting.result] ?? 'it refuses'
  return [`it knows ${name}, but ${why} (code ${meeting.result})`]
}

/** RFC 6886 §3.5, RFC 6887 §7.4. */
const reasons: { readonly [name: string]: { readonly [code: number]: string } } = {
  'NAT-PMP': { 2: 'it is switched off there', 3: 'the router has no address outside right now' },
  PCP: { 2: 'it is switched off there', 12: 'another router stands between it and this machine' },
}
