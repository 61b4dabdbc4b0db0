import type { Fault } from '../../core/verdict.ts'
import type { MailPort } from '../../wire/mail-port.ts'
import type { PortSeen } from '../looks/let-in.ts'
import type { InboundFacts } from './port.ts'

/** This machine itself is known to turn such a connection away: then nothing else needs to be asked. */
export function shutHere({ loopbackOnly, firewall }: PortSeen): boolean {
  return loopbackOnly || firewall === 'drops' || firewall === 'rejects'
}

/** The server here listens for this machine alone. */
export function isForItself({ seen, strangers }: InboundFacts): boolean {
  return seen?.loopbackOnly === true || strangers?.loopbackOnly === true
}

/** This machine is blamed where its own rules say so; the provider where there is nobody else left. */
export function faultOf(facts: InboundFacts): Fault {
  const { seen, onThisMachine, family, mapped, mappedOthers, behindAnother } = facts
  if (isForItself(facts) || (seen !== null && shutHere(seen))) return 'machine'
  if (mapped === 'missing' && mappedOthers && !behindAnother) return 'provider'
  // Over IPv6 the address is on this machine as a matter of course, with a router and its firewall before it.
  return onThisMachine && family === 'v4' && seen?.firewall === 'accepts' ? 'provider' : 'undetermined'
}

export function wayIn(facts: InboundFacts): string {
  const { seen, onThisMachine, otherArrivals, tableLeadsHere, mapped } = facts
  if (seen?.firewall === 'drops' || seen?.firewall === 'rejects')
    return "somebody outside tried: this machine's own firewall turns them away"
  if (mapped === 'missing') return 'the router opened it when it was asked to'
  if (tableLeadsHere) return "the router's own table leads it here"
  if (otherArrivals.length > 0) return `those to port ${otherArrivals.join(', ')} do`
  return onThisMachine ? 'the public address is on this very machine' : 'the way in exists'
}

export function mend(port: MailPort, facts: InboundFacts): string {
  switch (faultOf(facts)) {
    case 'machine':
      return `Open TCP port ${port} in this machine's firewall (ufw allow ${port}/tcp, firewall-cmd --add-port=${port}/tcp, or its nft rules).`
    case 'provider':
      return facts.onThisMachine
        ? `Neither a router nor this machine's firewall is in the way: ask the provider to open inbound port ${port}.`
        : `The router opens it, and this machine lets it in: ask the provider to open inbound port ${port}.`
    default:
      return [
        facts.family === 'v4'
          ? `See that the router forwards TCP port ${port} to this machine and that this machine's firewall lets it in.`
          : `See that the router's IPv6 firewall and this machine's let TCP port ${port} in.`,
        `If both do, the provider blocks it: ask for inbound port ${port} to be opened.`,
      ].join(' ')
  }
}

/** Mail comes in on 25, its owner on the other two, within TLS; 587 and 143 are the older ways (RFC 8314 §3). */
const wanted: readonly MailPort[] = [25, 465, 993]

/** Where nothing arrives on any mail port: one evening in the router's pages is for all of them. */
export function forwardByHand(port: MailPort, { routerAsked }: InboundFacts): string {
  const others = ([587, 143] as const).filter((each) => each !== port)
  const forwarded = [...wanted, ...(wanted.includes(port) ? [] : [port])]
  return [
    `In the router, forward TCP ports ${forwarded.slice(0, -1).join(', ')} and ${forwarded.at(-1)} to this machine ("port forwarding", "NAT" or "virtual server"), and ${others.join(' and ')} if your mail programs use ${others.length === 1 ? 'it' : 'them'}; then run the check again.`,
    ...(routerAsked === true
      ? []
      : ['With --allow-router the check asks the router to open them for a moment, and tries.']),
  ].join(' ')
}
