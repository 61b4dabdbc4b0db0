import { failures } from '../../../core/failure.ts'
import type { Endpoint } from '../../../core/line.ts'
import { descriptionOf } from '../../../protocols/router/description-of.ts'
import { entryWords, machineWords, placeWords, thisMachine } from './place-words.ts'
import { listedPorts, portsThat } from './listed-ports.ts'
import type { PortEnded } from './port-ended.ts'
import { spoken } from './spoken.ts'
import { timeLeft } from './time-left.ts'
import type { Told } from './told.ts'
import { wallClock } from './wall-clock.ts'

export interface OpeningScene {
  /** Ports that came to the same end: what is told of one is told of all. */
  readonly ports: readonly number[]
  /** The addresses of this machine. */
  readonly own: readonly string[]
  /** Where changes are noted. */
  readonly journalPath: string
  /** Wall clock, ms. */
  readonly nowMs: number
}

/** What became of ports that the router was asked for, and what to do about it. */
export function openingWords(port: PortEnded, scene: OpeningScene): Told {
  const { external, internal, ended } = port
  const { ports, own } = scene
  const there = destination(internal, external, own)
  switch (ended.kind) {
    case 'opened':
    case 'renewed':
      return openedWords(port, ended, scene)
    case 'there-already': {
      const { leaseS } = ended.entry
      const says = `${portsThat(ports, 'already leads', 'already lead')} to ${there}`
      return leaseS === 0
        ? { mark: 'good', says: `${says}. Nothing was changed.` }
        : {
            mark: 'good',
            says: `${says}, for ${timeLeft(leaseS)} more. Nothing was changed: whoever made that rule has to renew it.`,
            remedy: '"mailworthy ports keep" watches it, and opens the port anew should it end.',
          }
    }
    case 'no-firewall':
      return {
        mark: 'good',
        says: `The router says that its IPv6 firewall is off, so ${listedPorts(ports)} of this machine can be reached without its help. Nothing was changed.`,
      }
    case 'conflict':
      return conflictWords(port, scene)
    case 'substituted':
      return {
        mark: 'bad',
        says: `Asked for ${listedPorts(ports)}, the router gave port ${ended.external} (${spoken(ended.speech)}), which was given back: others call ${listedPorts(ports)} and no other.`,
        remedy: `Either it keeps low ports from machines that ask, or somebody has what was asked for. ${byHand(port, ports)}`,
      }
    case 'not-kept':
      return {
        mark: 'bad',
        says:
          ended.found === null
            ? `The router said yes to ${listedPorts(ports)}, but its own table does not have ${ports.length < 2 ? 'it' : 'them'}. What it may have done was taken back.`
            : `The router said yes to ${listedPorts(ports)}, but its own table leads ${ports.length < 2 ? 'it' : 'them'} to ${entryWords(ended.found, own)}.`,
        remedy: byHand(port, ports),
      }
    case 'forbidden':
      return {
        mark: 'bad',
        says: `The router will not open ${listedPorts(ports)} for this machine (${code(ended)}).`,
        remedy: `Allow it in the router's pages: a FRITZ!Box wants "Permit independent port sharing" for this device, and many others open no port below 1024 until they are told to. Or: ${lower(byHand(port, ports))}`,
      }
    case 'no-wan':
      return {
        mark: 'bad',
        says: `The router opens nothing, for it has no public address itself (${code(ended)}): another router, or the provider's translator, stands before it.`,
        remedy:
          'Ports must be opened where the public address is: "mailworthy check" tells where, and what can be done.',
      }
    case 'permanent-only':
      return {
        mark: 'bad',
        says: `The router opens ${listedPorts(ports)} for ever or not at all (${code(ended)}).`,
        remedy:
          'Add --lease permanent. It then stays open, also when this machine is off, until "mailworthy ports close".',
      }
    case 'same-port-only':
      return {
        mark: 'bad',
        says: `The router leads a port to the same port only (${code(ended)}), not ${listedPorts(ports)} to ${internal.port}.`,
        remedy: `Leave --internal out, and let the server listen on ${listedPorts(ports)}.`,
      }
    case 'refused':
      return {
        mark: 'bad',
        says: `The router refused to open ${listedPorts(ports)} (${code(ended)}).`,
        remedy: byHand(port, ports),
      }
    case 'silent':
      return {
        mark: 'bad',
        says: `The router did not answer when it was asked in ${spoken(ended.speech)} for ${listedPorts(ports)}: ${failures[ended.failure]}.`,
        remedy:
          'Try again; if it stays so, restart the router. Should it have opened something all the same, "mailworthy ports restore" closes it.',
      }
    case 'not-noted':
      return {
        mark: 'bad',
        says: `Nothing was changed for ${listedPorts(ports)}: a change must be written down first, and ${scene.journalPath} cannot be written (${failures[ended.failure]}).`,
        remedy:
          'Run this as the user whose folder that is (from root: with sudo, or --user NAME), or name another place in XDG_STATE_HOME.',
      }
    case 'no-protocol':
      return {
        mark: 'open',
        says: `The router cannot be asked for ${listedPorts(ports)} in that way: it does not understand the language, or the language has no words for it.`,
        remedy:
          'Leave --protocol out; --to and --lease permanent need a router that speaks UPnP. "mailworthy ports list" tells what it speaks.',
      }
  }
}

type Held = Extract<PortEnded['ended'], { readonly kind: 'opened' | 'renewed' }>

function openedWords(
  { external, internal, agreed }: PortEnded,
  ended: Held,
  { ports, own, nowMs }: OpeningScene,
): Told {
  const { held } = ended
  const open = internal.address.includes(':')
    ? `${portsThat(ports, 'of this machine is', 'of this machine are')} open in the router's IPv6 firewall`
    : `${portsThat(ports, 'leads', 'lead')} to ${destination(internal, external, own)}${internal.port === external ? '' : ','}`
  const anew = ended.kind === 'renewed' ? 'another ' : ''
  const lasts =
    held.leaseS === 0
      ? 'for ever'
      : `for ${anew}${timeLeft(held.leaseS)}, until ${wallClock(nowMs + held.leaseS * 1000)}`
  const sentences = [
    `${open} ${lasts}.`,
    ...(ended.kind === 'opened' && ended.readBack === 'not-told'
      ? [`So the router says in ${spoken(held.speech)}; it has no table in which that can be seen.`]
      : []),
    ...(agreed === undefined
      ? []
      : [`Until now it led to ${entryWords(agreed, own)}; "mailworthy ports close" puts that back.`]),
  ]
  return { mark: 'good', says: sentences.join(' ') }
}

function conflictWords(port: PortEnded, { ports, own }: OpeningScene): Told {
  const { ended, agreed } = port
  const them = ports.length < 2 ? 'it' : 'them'
  const owner = ended.kind === 'conflict' ? ended.owner : undefined
  if (owner === undefined) {
    return {
      mark: 'bad',
      says: `The router cannot give ${listedPorts(ports)} to this machine, and does not say why: somebody has ${them}, or it keeps ${them} to itself.`,
      remedy: `Look in its pages for who has ${them}: a rule of your own, or a service of the router's (remote access, a VPN). Many routers also open no port below 1024 until they are told to. Or: ${lower(byHand(port, ports))}`,
    }
  }
  if (agreed !== undefined) {
    return {
      mark: 'bad',
      says: `${portsThat(ports, 'still leads', 'still lead')} to ${entryWords(owner, own)}: the router does not let this machine take it. Nothing was changed.`,
      remedy: 'Remove that rule where it was made: in the pages of the router, or on the machine that asked for it.',
    }
  }
  if (
    owner.description === descriptionOf(owner.external) &&
    machineWords(owner.internal.address, own) !== thisMachine
  ) {
    const ends = owner.leaseS === 0 ? 'does not end by itself' : `ends by itself in ${timeLeft(owner.leaseS)}`
    return {
      mark: 'bad',
      says: `${portsThat(ports, 'already leads', 'already lead')} to ${entryWords(owner, own)}: that was opened by this program on another machine, or on this one when it had that address. Nothing was changed.`,
      remedy: `It ${ends}. If it is this machine's, remove it in the router's pages, and have the router give this machine the same address always.`,
    }
  }
  return {
    mark: 'bad',
    says: `${portsThat(ports, 'already leads', 'already lead')} to ${entryWords(owner, own)}. Nothing was changed.`,
    remedy: `If that is your mail server, all is well. If it is an old rule, remove it in the router's pages, or take it with "mailworthy ports open ${ports.join(' ')} --replace", which asks first.`,
  }
}

/** `this machine`, with the port where it is another one. */
function destination(internal: Endpoint, external: number, own: readonly string[]): string {
  const whole = placeWords(internal, own)
  return internal.port === external ? whole.replace(/, port \d+$/, '') : whole
}

function byHand({ external, internal }: PortEnded, ports: readonly number[]): string {
  if (internal.address.includes(':'))
    return `Let TCP ${listedPorts(ports)} to ${internal.address} in, in the IPv6 firewall of the router's own pages.`
  const inside =
    internal.port === external ? `the same ${ports.length < 2 ? 'port' : 'ports'} there` : `port ${internal.port} there`
  return `Forward TCP ${listedPorts(ports)} to ${internal.address}, ${inside}, in the router's own pages.`
}

/** `UPnP 606: "Action not authorized"`. */
function code(ended: {
  readonly speech: 'upnp' | 'pcp' | 'natpmp'
  readonly code: number
  readonly says?: string
}): string {
  const words = ended.says === undefined || ended.says === '' ? '' : `: "${ended.says}"`
  return `${spoken(ended.speech)} ${ended.code}${words}`
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
