import { mailPorts } from '../addresses.ts'
import { allBlind } from './blind.ts'
import { goodStaticForwards } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'

const noGateway: KnownWorld = {
  ...allBlind,
  name: 'no-gateway',
  spec: { uplink: 'no-gateway' },
  answers: { ...allBlind.answers, 'line.gateway': 'none' },
  unknowns: { 'line.gateway': 'a machine that is not connected says nothing of the line' },
}

/** The router answers, and nobody behind it. A line that is down now is not judged. */
const noInternet: KnownWorld = {
  ...allBlind,
  name: 'no-internet',
  spec: { ...goodStaticForwards.spec, uplink: 'no-internet' },
  answers: {
    ...allBlind.answers,
    'line.path': 'physical',
    'line.address.v4': 'no-witness',
    'line.address.v6': 'no-witness',
    'line.permanent': 'down',
    'line.provider': 'not-identified',
    'line.mtu': 'no-vantage',
    'vantage.probe': 'unreachable',
    'line.resolver': 'lookup-failed',
    'reputation.receivers': 'no-witness',
    'router.upnp': 'absent',
    'router.natpmp': 'absent',
    'router.pcp': 'absent',
  },
  unknowns: {
    'line.address.v4': 'nobody answers',
    'line.address.v6': 'nobody answers over IPv4 either, so it is not known that IPv6 alone is missing',
    'line.permanent': 'what is down now says nothing of other days',
    'line.mtu': 'nobody answers',
    'vantage.probe': 'nobody answers',
  },
  explained: {
    'line.address.v4': 'line.permanent',
    'line.address.v6': 'line.permanent',
    'line.provider': 'line.address.v4',
    'line.mtu': 'vantage.probe',
    'vantage.probe': 'line.permanent',
  },
}

/** A hotel that wants a login first. */
const captivePortal: KnownWorld = {
  ...allBlind,
  name: 'captive-portal',
  spec: { forwards: mailPorts, uplink: 'captive' },
  answers: { ...allBlind.answers, 'line.path': 'captive-portal' },
  unknowns: { 'line.path': "the network's own page comes instead of the one that was asked for" },
}

/** No way to the internet at all. */
export const nothing: readonly KnownWorld[] = [noGateway, noInternet, captivePortal]
