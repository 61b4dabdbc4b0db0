import { freshIdentity, type Identity } from '../../probe-server/main.ts'
import type { Endpoint, Family } from '../core/line.ts'
import { type MailPort, mailPorts } from '../wire/mail-port.ts'
import { hosts, ports, provider } from './addresses.ts'
import type { Fake } from './fake.ts'
import { fakeMailServer } from './fake-mail-server.ts'
import { fakeNameServer } from './fake-name-server.ts'
import { fakePage } from './fake-page.ts'
import { fakePolicyHost } from './fake-policy-host.ts'
import { fakeStun } from './fake-stun.ts'
import { tlsaOf } from './home-mail-server.ts'
import type { ServerKind } from './names/answer-question.ts'
import { homeDomain, homePolicy } from './names/home-zones.ts'
import { internetZones } from './names/internet-zones.ts'
import type { Zones } from './names/zone.ts'
import type { LineSpec } from './scenario.ts'

/** The hosts of the scripted internet, the probe left out: where each of them really is. */
export interface Internet {
  /** The resolver in the router, or what is there in its place. */
  readonly resolver: Endpoint
  /** The name server of all zones. */
  readonly zones: Endpoint
  /** Resolvers that are there for everybody, and check signatures. */
  readonly openResolver: Endpoint
  /** A name server that tells whom it is asked by, or what answers in its place. */
  readonly whoami: Endpoint
  readonly policy: Endpoint
  readonly families: Readonly<Record<Family, Neighbourhood | undefined>>
}

export interface Neighbourhood {
  readonly stun: Endpoint
  readonly otherStun: Endpoint
  /** The exchanger, which serves all mail ports so that the probe can try its way out on it. */
  readonly exchanger: Readonly<Record<MailPort, Endpoint>>
  readonly relay: Endpoint
  /** The page that is asked for to tell a portal: itself, or what a portal answers in its place. */
  readonly portal: Endpoint
}

export interface InternetOptions {
  readonly spec: LineSpec
  readonly families: readonly Family[]
  /** What STUN servers see the machine as. */
  readonly seenAs: Readonly<Record<Family, string>>
  /** That of the hosts of the home domain. */
  readonly identity: Identity
  readonly signal: AbortSignal
  /** Told of everything that must be closed in the end. */
  readonly keep: <F extends Fake>(fake: F) => F
}

/** Any will do: nobody asks for it, and translators draw it as they like. */
const mappedPort = 40_001
/** What the page says where nobody is in between. */
export const pageText = 'success'
/** What is asked of name servers that tell whom they are asked by. */
export const whoamiName = { address: 'whoami.test', text: 'o-o.whoami.test' } as const

export async function openInternet(options: InternetOptions): Promise<Internet> {
  const { spec, families, seenAs, identity, keep } = options
  const zones = internetZones(spec, seenAs, tlsaOf(identity))
  // The resolver on the way asks in its own name.
  const asker = spec.nameServers === 'taken' ? provider.resolver : seenAs.v4
  const whoami: Zones = {
    [whoamiName.address]: { A: [asker], AAAA: [seenAs.v6] },
    [whoamiName.text]: { TXT: [asker] },
  }
  const shown = spec.policy === 'untrusted' ? freshIdentity([]) : identity
  const open = async (family: Family) => (families.includes(family) ? neighbourhood(family, options) : undefined)
  return {
    resolver: keep(await fakeNameServer({ zones, as: resolverKind(spec) })).at,
    openResolver: keep(await fakeNameServer({ zones, as: 'validating' })).at,
    zones: keep(await fakeNameServer({ zones, as: 'authority' })).at,
    whoami: keep(await fakeNameServer({ zones: whoami, as: 'authority' })).at,
    policy: keep(await fakePolicyHost(typeof spec.policy === 'object' ? spec.policy.text : homePolicy, shown)).at,
    families: { v4: await open('v4'), v6: await open('v6') },
  }
}

function resolverKind({ resolver }: LineSpec): ServerKind {
  if (resolver === undefined) return 'validating'
  if (resolver === 'rewriting') return { rewriting: provider.searchPage }
  if (resolver === 'withholding') return { withholding: homeDomain }
  return resolver === 'intercepting' ? 'plain' : resolver
}

async function neighbourhood(family: Family, { spec, seenAs, signal, keep }: InternetOptions): Promise<Neighbourhood> {
  const seen = () => ({ address: seenAs[family], port: mappedPort })
  const serves = async (port: MailPort) => {
    const server = keep(await fakeMailServer(family, port, hosts.exchanger.name, signal))
    return [port, server.at] as const
  }
  const served = await Promise.all(mailPorts.map(serves))
  return {
    stun: keep(await fakeStun(family, seen)).at,
    otherStun: keep(await fakeStun(family, seen)).at,
    exchanger: Object.fromEntries(served) as Record<MailPort, Endpoint>,
    relay: keep(await fakeMailServer(family, ports.relay, hosts.relay.name, signal, { offers: relayOffers(spec) })).at,
    portal: keep(await fakePage(family, spec.uplink === 'portal' ? 'Welcome! Please log in.' : pageText)).at,
  }
}

function relayOffers({ relay }: LineSpec): readonly string[] {
  return relay === 'in-the-clear' ? [] : ['STARTTLS', 'AUTH PLAIN']
}
