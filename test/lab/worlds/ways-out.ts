import { mailPorts } from '../addresses.ts'
import { allBlind } from './blind.ts'
import { goodStaticForwards } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { allBut, inboundOn } from './on-ports.ts'

/** A second line, beside the one that everything leaves by. */
const twoUplinks: KnownWorld = {
  ...goodStaticForwards,
  name: 'two-uplinks',
  spec: { ...goodStaticForwards.spec, secondUplink: 'worse' },
  answers: { ...goodStaticForwards.answers, 'line.path': 'several-uplinks' },
  abilities: { receive: 'with-reservations', send: 'with-reservations', access: 'with-reservations' },
}

/** The same, and the user says which. */
const uplinkNamed: KnownWorld = {
  ...goodStaticForwards,
  name: 'two-uplinks-one-named',
  spec: twoUplinks.spec,
  flags: ['--interface', 'eth0'],
  answers: { ...goodStaticForwards.answers, 'line.path': 'chosen' },
}

const modem: KnownWorld = {
  ...goodStaticForwards,
  name: 'mobile',
  spec: { ...goodStaticForwards.spec, adapter: 'modem' },
  answers: { ...goodStaticForwards.answers, 'line.path': 'mobile' },
  abilities: { receive: 'with-reservations', send: 'with-reservations', access: 'with-reservations' },
}

/** A good line, and a commercial VPN that was left on. */
const throughVpn: KnownWorld = {
  ...allBlind,
  name: 'vpn-left-on',
  spec: { ...goodStaticForwards.spec, vpn: 'shared' },
  answers: { ...allBlind.answers, 'line.path': 'through-vpn' },
  unknowns: { 'line.path': 'what would be judged is the line of the VPN' },
}

/** The same VPN, and the user says that it is meant. */
const vpnNamed: KnownWorld = {
  ...goodStaticForwards,
  name: 'vpn-named',
  spec: throughVpn.spec,
  flags: ['--interface', 'tun0'],
  answers: {
    ...goodStaticForwards.answers,
    'line.path': 'chosen',
    'line.nat.v4': 'undetermined',
    ...inboundOn('v4', mailPorts, 'not-forwarded'),
    'inbound.blocker.v4': 'undetermined',
    'router.hairpin': 'undetermined',
  },
  unknowns: {
    'line.nat.v4': "nothing between here and the VPN's own machine shows an address that is shared",
    ...inboundOn('v4', mailPorts, 'nothing arrives at all: the service may forward ports when it is asked to'),
    'inbound.blocker.v4': 'the same silence on every port',
  },
  explained: { ...inboundOn('v4', allBut(25), 'inbound.25.v4'), 'inbound.blocker.v4': 'inbound.25.v4' },
  abilities: { receive: 'unknown', send: 'with-reservations', access: 'unknown' },
  verdict: 'undetermined',
  way: 'find-out-first',
  exit: 2,
}

/** The way out of carrier NAT: an association's VPN with a public address for each member. */
const vpnWithOwnAddress: KnownWorld = {
  ...goodStaticForwards,
  name: 'vpn-with-own-address-named',
  spec: { v4: 'carrier', v6: 'none', vpn: 'own-address' },
  flags: ['--interface', 'tun0'],
  answers: {
    ...goodStaticForwards.answers,
    'line.gateway': 'on-link',
    'line.path': 'chosen',
    'line.nat.v4': 'direct',
    'router.hairpin': 'works',
  },
}

/** Tailscale is there, and nothing of the line goes through it: it changes nothing. */
const overlayBeside: KnownWorld = {
  ...goodStaticForwards,
  name: 'overlay-beside-the-line',
  spec: { ...goodStaticForwards.spec, overlay: 'beside-the-line' },
}

/** By which interface the machine leaves. */
export const waysOut: readonly KnownWorld[] = [
  twoUplinks,
  uplinkNamed,
  modem,
  throughVpn,
  vpnNamed,
  vpnWithOwnAddress,
  overlayBeside,
]
