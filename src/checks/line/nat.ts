import { defineCheck, maybe } from '../../core/check.ts'
import type { Address } from '../../core/mark.ts'
import { rangeOf } from '../../protocols/addresses.ts'
import { budgets } from '../budgets.ts'
import { dialBack } from '../looks/dial-back.ts'
import { hops } from '../looks/hops.ts'
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
  /** A connection from outside arrived here and proved that it came from the probe. */
  readonly arrived: boolean
}

/** RFC 6598: shared address space between a provider and its customers. RFC 6333 §5.7: the tunnel of DS-Lite. */
const carrierRanges = ['carrier-grade-nat', 'ds-lite']

/**
 * How many translators stand between this machine and the internet. No sign decides alone: an arrival with proof
 * overrules them all, and a carrier's translator takes two: the router does not wear the public address, and the
 * next hop is in the space that providers share with customers.
 */
export const lineNat = defineCheck<NatFacts>()({
  id: 'line.nat.v4',
  stem: 'line.nat',
  title: 'At most one router of your own stands between this machine and the internet.',
  matters: { receive: 'required', access: 'required' },
  revision: 1,
  needs: { path: linePath, address: lineAddress.v4, hops: maybe(hops), arrivals: maybe(dialBack.v4) },
  budget: budgets.combining,
  marks: { public: 'address', local: 'address', behindRouter: 'address' },
  answers: {
    direct: { verdict: 'pass', says: (facts) => `The public address ${facts.public} is on this machine itself.` },
    'one-router': {
      verdict: 'pass',
      says: (facts) =>
        facts.ownAddress === 'router-has-it'
          ? `Your router wears the public address ${facts.public}: what comes in can be forwarded.`
          : `Connections to ${facts.public} arrive here: whatever translates on the way lets them in.`,
    },
    double: {
      verdict: 'warn',
      fault: 'router',
      says: (facts) =>
        `There are two routers in a row: behind the first one comes ${facts.behindRouter[0] ?? 'another private network'}. ${
          facts.arrived ? 'Connections arrive today, on two sets of rules.' : 'Each must let connections in.'
        }`,
      remedy:
        "Put the provider's box into bridge mode, or make your router its exposed host (DMZ), or forward the mail ports on both.",
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
  async observe(_line, { path, address, hops: seen, arrivals }) {
    const router = path.v4?.router
    return {
      public: address.address,
      local: path.v4?.local ?? [],
      onThisMachine: address.onThisMachine,
      ownAddress: owner(seen?.ownAddress ?? null),
      behindRouter: behindRouter(seen?.beyond ?? [], router),
      arrived: (arrivals?.ports ?? []).some(({ proved }) => proved),
    }
  },
  judge({ onThisMachine, local, ownAddress, behindRouter: behind, arrived }) {
    if (onThisMachine) return 'direct'
    // This machine itself wears an address of the carrier's: whoever answers for the public one is the carrier.
    if (local.some(isShared)) return arrived ? 'carrier-one-to-one' : 'carrier'
    if (ownAddress === 'router-has-it') return 'one-router'
    const carrier = ownAddress === 'beyond-the-router' && behind.some(isShared)
    const second = ownAddress === 'beyond-the-router' && behind.some((address) => rangeOf(address) === 'private')
    if (carrier) return arrived ? 'carrier-one-to-one' : 'carrier'
    if (second) return 'double'
    return arrived ? 'one-router' : 'undetermined'
  },
})

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

function describeBehind({ behindRouter: behind, local }: NatFacts): string {
  return [...behind, ...local].find(isShared) ?? 'a shared network'
}
