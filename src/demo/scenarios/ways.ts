import type { Scenario } from '../scenario.ts'
import { good } from './good.ts'
import { noDomain, noName } from './on-names.ts'
import { inbound, outbound } from './on-ports.ts'

/** What every check that builds on the way out comes to where there is none that may be judged. */
const nothingToJudge = {
  ...noName,
  ...noDomain,
  'line.address.v4': 'blind',
  'line.address.v6': 'blind',
  'line.nat.v4': 'blind',
  'line.permanent': 'blind',
  'line.fixed.v4': 'blind',
  'line.fixed.v6': 'blind',
  'line.source.v6': 'blind',
  'line.mtu': 'blind',
  'line.provider': 'blind',
  'vantage.probe': 'blind',
  ...outbound('v4', 'blind'),
  ...outbound('v6', 'blind'),
  'outbound.relay': 'moot',
  ...inbound('v4', 'blind'),
  ...inbound('v6', 'blind'),
  'inbound.blocker.v4': 'blind',
  'inbound.blocker.v6': 'blind',
  'router.upnp': 'blind',
  'router.natpmp': 'blind',
  'router.pcp': 'blind',
  'router.pinhole.v6': 'blind',
  'router.mapping': 'blind',
  'router.hairpin': 'blind',
} as const

const nothingKnown = { receive: 'unknown', send: 'unknown', access: 'unknown' } as const

/** A good line whose IPv6 is as open as its IPv4. */
const openOverV6 = {
  ...good.answers,
  'line.address.v6': 'seen',
  'names.reverse.v6': 'confirmed',
  'reputation.abuse.v6': 'not-listed',
  'line.fixed.v6': 'too-early',
  'line.source.v6': 'stable',
  ...outbound('v6', 'open'),
  ...inbound('v6', 'open'),
  'inbound.blocker.v6': 'nothing',
  'router.pinhole.v6': 'absent',
} as const

/** Lines that begin in another way than behind one router over IPv4. */
export const ways: readonly Scenario[] = [
  {
    name: 'public-address-on-machine',
    title: 'No router: the public address is on this very machine.',
    line: { uplink: 'direct' },
    answers: { ...good.answers, 'line.gateway': 'on-link', 'line.nat.v4': 'direct' },
    abilities: good.abilities,
    verdict: good.verdict,
  },
  {
    name: 'v6',
    title: 'A good line with IPv6 beside IPv4, open in both.',
    line: { v6: 'native-open' },
    answers: openOverV6,
    abilities: good.abilities,
    verdict: good.verdict,
  },
  {
    name: 'privacy-address',
    title: 'IPv6 is open, but leaves by an address that is replaced within a day.',
    line: { v6: 'privacy' },
    answers: {
      ...openOverV6,
      'line.source.v6': 'temporary',
    },
    abilities: good.abilities,
    verdict: good.verdict,
  },
  {
    name: 'privacy-address-alone',
    title: 'IPv6 is open, and leaves by an address that is replaced within a day: there is none that lasts.',
    line: { v6: 'privacy-alone' },
    answers: {
      ...openOverV6,
      'line.source.v6': 'temporary',
      'names.reverse.v6': 'no-lasting-address',
    },
    abilities: good.abilities,
    verdict: good.verdict,
  },
  {
    name: 'vpn',
    title: 'A VPN is on, so it is not the line itself that would be judged.',
    line: { uplink: 'tunnel' },
    // The default route of a tunnel names no router.
    answers: { 'line.gateway': 'on-link', 'line.path': 'through-vpn', ...nothingToJudge },
    abilities: nothingKnown,
    verdict: 'undetermined',
  },
  {
    name: 'no-gateway',
    title: 'This machine is not connected to anything.',
    line: { uplink: 'none' },
    answers: { 'line.gateway': 'none', 'line.path': 'blind', ...nothingToJudge },
    abilities: nothingKnown,
    verdict: 'undetermined',
  },
  {
    name: 'captive-portal',
    title: 'A network that answers for every page with one of its own, until somebody logs in.',
    line: { uplink: 'portal' },
    answers: { 'line.gateway': 'found', 'line.path': 'captive-portal', ...nothingToJudge },
    abilities: nothingKnown,
    verdict: 'undetermined',
  },
  {
    name: 'line-down',
    title: 'The router is there, but the line behind it is down.',
    line: { uplink: 'dead' },
    answers: {
      ...nothingToJudge,
      'line.gateway': 'found',
      'line.path': 'physical',
      'line.address.v4': 'no-witness',
      'line.address.v6': 'no-witness',
      'line.permanent': 'down',
      'line.mtu': 'no-vantage',
      'vantage.probe': 'unreachable',
      'line.provider': 'not-identified',
      'line.resolver': 'lookup-failed',
      'reputation.receivers': 'no-witness',
      'router.upnp': 'absent',
      'router.natpmp': 'absent',
      'router.pcp': 'absent',
    },
    abilities: nothingKnown,
    verdict: 'undetermined',
  },
  {
    name: 'address-changed',
    title: 'The provider hands out another address in the middle of the test.',
    line: { event: { after: ['vantage.probe'], happens: 'address-changes' } },
    answers: {
      ...good.answers,
      // The probe has the session of another address: it lets nobody else move octets with it.
      'line.mtu': 'no-vantage',
      ...outbound('v4', 'other-address'),
      ...inbound('v4', 'address-changed'),
      'inbound.blocker.v4': 'undetermined',
      'router.hairpin': 'undetermined',
    },
    abilities: { ...good.abilities, receive: 'unknown', access: 'unknown' },
    verdict: 'undetermined',
  },
]
