import { allBlind } from './blind.ts'
import { goodBothFamilies } from './direct-open.ts'
import type { KnownWorld } from './known-world.ts'
import { outbound25Dropped } from './outbound-25-dropped.ts'
import { probeNone } from './probes.ts'

const free = { asn: 12_322, name: 'PROXAD Free SAS, FR' } as const
/** AS numbers for documentation (RFC 5398). */
const nobodyKnown = { asn: 64_511, name: 'EXAMPLE-AS Example SAS, FR' } as const

/** The same world, with the witnesses that mailworthy has built in instead of those that it is told of. */
const asBuiltIn = (name: string, known: KnownWorld): KnownWorld => ({
  ...known,
  name: `defaults-${name}`,
  spec: { witnesses: 'all', announcedBy: free, ...known.spec },
  answers: { ...known.answers, 'line.provider': 'known' },
})

const good = asBuiltIn('good', goodBothFamilies)

/** All that somebody has who has just installed it. */
export const noProbe = asBuiltIn('no-probe', probeNone)

/** Exchangers that are silent are no proof: a verdict on port 25 takes a probe. */
const noProbe25Blocked: KnownWorld = {
  ...noProbe,
  name: 'defaults-no-probe-25-blocked',
  spec: { ...noProbe.spec, ...outbound25Dropped.spec },
  answers: { ...noProbe.answers, 'outbound.25.v4': 'no-witness', 'reputation.receivers': 'no-witness' },
  unknowns: { ...noProbe.unknowns, 'outbound.25.v4': 'without a probe, silence of others proves nothing' },
  explained: { ...noProbe.explained, 'outbound.25.v4': 'vantage.probe' },
  abilities: { ...noProbe.abilities, send: 'unknown' },
}

/** A provider that nothing is on file of. */
const unknownProvider: KnownWorld = {
  ...noProbe,
  name: 'defaults-unknown-provider',
  spec: { ...noProbe.spec, announcedBy: nobodyKnown },
  answers: { ...noProbe.answers, 'line.provider': 'known-without-facts' },
}

/** Name servers that tell who asks are then asked by the provider's resolver: what they tell is its address. */
const namesTaken: KnownWorld = {
  ...noProbe,
  name: 'defaults-hijacking-resolver',
  spec: { ...noProbe.spec, nameServers: 'taken-by-the-router' },
  answers: { ...noProbe.answers, 'line.resolver': 'intercepted' },
}

/** One of a kind is left, and it is enough: a witness that is down is no fault of the line. */
const halfDead: KnownWorld = { ...noProbe, name: 'defaults-half-dead', spec: { ...noProbe.spec, witnesses: 'half' } }

/** Nobody answers who is asked, though names are found: to the program this is a line that is down. */
const allDead: KnownWorld = {
  ...allBlind,
  name: 'defaults-all-dead',
  spec: { ...noProbe.spec, witnesses: 'none' },
  answers: {
    ...allBlind.answers,
    'line.path': 'physical',
    'line.address.v4': 'no-witness',
    'line.address.v6': 'no-witness',
    'line.permanent': 'down',
    'line.provider': 'not-identified',
    'line.mtu': 'no-vantage',
    'vantage.probe': 'not-configured',
    'line.resolver': 'honest',
    'reputation.receivers': 'no-witness',
    'router.upnp': 'absent',
    'router.natpmp': 'absent',
    'router.pcp': 'absent',
  },
  unknowns: {
    'line.address.v4': 'nobody answers',
    'line.address.v6': 'nobody answers over IPv4 either, so it is not known that IPv6 alone is missing',
    'line.permanent': 'what is down now says nothing of other days',
    'line.mtu': 'there is nobody who would take large segments',
    'vantage.probe': 'none was given',
  },
  explained: {
    'line.address.v4': 'line.permanent',
    'line.address.v6': 'line.permanent',
    'line.provider': 'line.address.v4',
    'line.mtu': 'vantage.probe',
  },
}

/** Nothing answers at all, name servers included. It must not take long to say so. */
const noInternet: KnownWorld = {
  ...allDead,
  name: 'defaults-no-internet',
  spec: { ...allDead.spec, witnesses: 'all', uplink: 'no-internet' },
  answers: { ...allDead.answers, 'line.resolver': 'lookup-failed' },
  withinMs: 6_000,
}

/** What is known without a word on the command line. */
export const builtInWitnesses: readonly KnownWorld[] = [
  good,
  noProbe,
  asBuiltIn('25-blocked', outbound25Dropped),
  noProbe25Blocked,
  unknownProvider,
  namesTaken,
  halfDead,
  allDead,
  noInternet,
]
