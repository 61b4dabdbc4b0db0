import { defineCheck, maybe } from '../../core/check.ts'
import type { Address } from '../../core/mark.ts'
import { rangeOf, sameAddress } from '../../protocols/addresses.ts'
import { controlPort } from '../../wire/control-port.ts'
import { budgets } from '../budgets.ts'
import { dialBack } from '../looks/dial-back.ts'
import { box } from '../looks/box.ts'
import { hops } from '../looks/hops.ts'
import { externalOf, router } from '../looks/router.ts'
import { routerMapping } from '../router/mapping.ts'
import { lineAddress } from './address.ts'
import { linePath } from './path.ts'

export interface NatFacts {
  readonly public: Address
  /** Addresses of this machine on the interface that the line leaves by. */
  readonly local: readonly Address[]
  readonly onThisMachine: boolean
  /** What a ping to the public address that may pass no router met. */
  readonly ownAddress: 'router-has-it' | 'beyond-the-router' | 'silent'
  /** The hops behind the router, in order, up to the first that is public. */
  readonly behindRouter: readonly Address[]
  /** What the router says that its address outside is, by UPnP or NAT-PMP: a witness, and one that may lie. */
  readonly routerSays?: Address
  /** The ports that the provider's box says are its own of an address that it shares (MAP-E, MAP-T: RFC 7597, RFC 7599). */
  readonly ownPorts?: { readonly from: number; readonly to: number }
  /** The box says that a carrier's translator stands before it. */
  readonly boxSaysCarrier: boolean
  /**
   * A connection from outside to a mail port arrived here and proved that it came from the probe, as things stand or while the
   * router had it open. Not one to the high port: of a shared address that one may be ours, and 25 another's (RFC 7597).
   */
  readonly arrived: boolean
}

const smtpPort = 25
/** RFC 8314 §3: submission and IMAP, both within TLS. */
const accessPorts = [465, 993] as const
/** RFC 6598: shared address space between a provider and its customers. RFC 6333 §5.7: the tunnel of DS-Lite. */
const carrierRanges = ['carrier-grade-nat', 'ds-lite']

/**
 * How many translators stand between this machine and the internet. No sign decides alone: an arrival with proof
 * overrules them all, and a carrier's translator, or a second router, takes two of these: the router does not wear the
 * public address, the next hop is in a space for within, and so is the address that the router says it has outside.
 */
export const lineNat = defineCheck<NatFacts>()({
  id: 'line.nat.v4',
  stem: 'line.nat',
  title: 'At most one router of your own stands between this machine and the internet.',
  matters: { receive: 'required', access: 'required' },
  revision: 2,
  needs: {
    path: linePath,
    address: lineAddress.v4,
    hops: maybe(hops),
    arrivals: maybe(dialBack.v4),
    trials: maybe(routerMapping),
    router: maybe(router.v4),
    box: maybe(box),
  },
  budget: budgets.combining,
  marks: { public: 'address', local: 'address', behindRouter: 'address', routerSays: 'address' },
  answers: {
    direct: { verdict: 'pass', says: (facts) => `The public address ${facts.public} is on this machine itself.` },
    'one-router': {
      verdict: 'pass',
      says: (facts) =>
        facts.ownAddress === 'router-has-it' || facts.routerSays === facts.public
          ? `Your router wears the public address ${facts.public}: what comes in can be forwarded.`
          : `Connections to ${facts.public} arrive here: whatever translates on the way lets them in.`,
    },
    double: {
      verdict: 'warn',
      fault: 'router',
      says: (facts) =>
        `There are two routers in a row: behind the first one comes ${facts.behindRouter[0] ?? facts.routerSays ?? 'another private network'}. ${
          facts.arrived ? 'Connections arrive today, on two sets of rules.' : 'Each must let connections in.'
        }`,
      remedy:
        "Put the provider's box into bridge mode, or make your router its exposed host (DMZ), or forward the mail ports on both.",
    },
    'shared-ports-with-25': {
      verdict: 'warn',
      fault: 'provider',
      says: (facts) =>
        `The provider shares ${facts.public} among several customers, by ports; those of this line are ${range(facts)}, with 25 among them.`,
      remedy: (facts) =>
        `Mail can come in${lostPorts(facts)}. Ask the provider for an IPv4 address that is not shared (often free on request): what the neighbours send counts against this one.`,
    },
    'carrier-one-to-one': {
      verdict: 'warn',
      fault: 'provider',
      says: (facts) =>
        `The provider translates (carrier NAT), yet connections to ${facts.public} arrive here: that address leads to you alone today.`,
      remedy:
        'Ask the provider to confirm that this address is yours and stays so; better, ask for a real public IPv4.',
    },
    carrier: {
      verdict: 'fail',
      fault: 'provider',
      says: (facts) =>
        `The provider shares ${facts.public} among several customers (carrier NAT): ${describeBehind(facts)} lies between, so nobody can connect to you.`,
      remedy:
        'Ask the provider for a public IPv4 address of your own (often free, or a small option). Without one, mail can come in only through a tunnel or a rented machine.',
    },
    'shared-ports': {
      verdict: 'fail',
      fault: 'provider',
      says: (facts) =>
        `The provider shares ${facts.public} among several customers, by ports: those of this line are ${range(facts)}, and port 25 is somebody else's.`,
      remedy:
        'Ask the provider for an IPv4 address that is not shared (with several it is free and done in the customer account). No rule in the router can help.',
    },
    undetermined: {
      verdict: 'unknown',
      says: (facts) =>
        `Whether your router has the public address ${facts.public} could not be told: ${
          facts.ownAddress === 'silent'
            ? 'it does not answer when asked'
            : 'it seems not to, and the hop behind it does not say why'
        }.`,
      remedy: (facts) =>
        `Look up the "WAN" or "internet" address in your router's pages: if it is ${facts.public}, all is well; if it begins with 100.64 to 100.127, 10., 172.16 to 172.31 or 192.168, somebody else translates before you.`,
    },
  },
  async observe(_line, { path, address, hops: seen, arrivals, trials, router: told, box: own }) {
    const routerSays = told && externalOf(told)
    const whileOpened = (trials?.v4?.ports ?? []).filter(({ port }) => port !== controlPort)
    return {
      public: address.address,
      local: path.v4?.local ?? [],
      onThisMachine: address.onThisMachine,
      ownAddress: owner(seen?.ownAddress ?? null),
      behindRouter: behindRouter(seen?.beyond ?? [], path.v4?.router),
      ...(routerSays !== undefined && { routerSays }),
      ...(own?.ownPorts !== undefined && { ownPorts: own.ownPorts }),
      boxSaysCarrier: own?.carrierNat === true,
      arrived: [...(arrivals?.ports ?? []), ...whileOpened.map((each) => each.seen)].some((seenAt) => seenAt?.proved),
    }
  },
  judge: judgeNat,
  // Whoever calls a shared address may meet anybody: others must know before they ask strangers to call it.
  gives: (facts) => ({
    shared: ['carrier', 'shared-ports'].includes(judgeNat(facts)),
    ...(facts.ownPorts !== undefined && { ownPorts: facts.ownPorts }),
  }),
})

/** See above: no sign decides alone. */
function judgeNat({
  public: seenAs,
  onThisMachine,
  local,
  ownAddress,
  behindRouter: behind,
  routerSays,
  ownPorts,
  boxSaysCarrier,
  arrived,
}: NatFacts) {
  if (onThisMachine) return 'direct'
  // This machine itself wears an address of the carrier's: whoever answers for the public one is the carrier.
  if (local.some(isShared)) return arrived ? 'carrier-one-to-one' : 'carrier'
  // Before all else that a ping can show: with shared ports the box wears the address, and so do its neighbours.
  if (ownPorts !== undefined && holds(ownPorts, smtpPort)) return 'shared-ports-with-25'
  if (ownPorts !== undefined && !arrived) return 'shared-ports'
  if (ownAddress === 'router-has-it') return 'one-router'
  const beyond = ownAddress === 'beyond-the-router'
  // Others see the very address that the router says is its own, and neither a ping nor the box speaks against it.
  if (routerSays !== undefined && sameAddress(routerSays, seenAs) && !beyond && !boxSaysCarrier) return 'one-router'
  const signs = (within: (address: string) => boolean) => [
    beyond,
    behind.some(within),
    routerSays !== undefined && within(routerSays),
  ]
  if (twoOf([...signs(isShared), boxSaysCarrier])) return arrived ? 'carrier-one-to-one' : 'carrier'
  if (twoOf(signs(isPrivate))) return 'double'
  return arrived ? 'one-router' : 'undetermined'
}

/** Whether that port of a shared address is this line's. */
export function holds({ from, to }: NonNullable<NatFacts['ownPorts']>, port: number): boolean {
  return from <= port && port <= to
}

function range({ ownPorts }: NatFacts): string {
  return `${ownPorts?.from} to ${ownPorts?.to}`
}

/** Which of the ports that carry mail to its owner are somebody else's: `, but 993 belongs to somebody else`. */
function lostPorts({ ownPorts }: NatFacts): string {
  const lost = accessPorts.filter((port) => ownPorts !== undefined && !holds(ownPorts, port))
  if (lost.length === 0) return ''
  return `, but ${lost.join(' and ')} ${lost.length === 1 ? 'belongs' : 'belong'} to somebody else`
}

function twoOf(signs: readonly boolean[]): boolean {
  return signs.filter(Boolean).length > 1
}

function isPrivate(address: string): boolean {
  return rangeOf(address) === 'private'
}

function isShared(address: string): boolean {
  return carrierRanges.includes(rangeOf(address) ?? '')
}

function owner(echo: { readonly kind: string } | null): NatFacts['ownAddress'] {
  if (echo?.kind === 'reached') return 'router-has-it'
  return echo?.kind === 'expired' ? 'beyond-the-router' : 'silent'
}

/** Special addresses among the hops, up to the first public one: beyond that it is the internet's own business. */
function behindRouter(
  beyond: readonly { readonly kind: string; readonly from?: Address }[],
  router: Address | undefined,
): readonly Address[] {
  const answering = beyond.filter(({ kind }) => kind === 'expired').map(({ from }) => from ?? '')
  const firstPublic = answering.findIndex((address) => rangeOf(address) === 'global')
  const before = firstPublic < 0 ? answering : answering.slice(0, firstPublic)
  return before.filter((address) => address !== router && address !== '')
}

function describeBehind({ behindRouter: behind, local, routerSays }: NatFacts): string {
  return [...behind, ...local, ...(routerSays === undefined ? [] : [routerSays])].find(isShared) ?? 'a shared network'
}
