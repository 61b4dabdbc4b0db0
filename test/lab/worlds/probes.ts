import { mailPorts } from '../addresses.ts'
import { goodBothFamilies } from './direct-open.ts'
import { goodStaticForwards } from './good-static-forwards.ts'
import type { KnownWorld } from './known-world.ts'
import { allBut, inboundOn } from './on-ports.ts'

const nobodyOutside = {
  ...inboundOn('v4', mailPorts, 'nobody outside could be asked'),
  'inbound.blocker.v4': 'nobody outside could be asked',
  'line.mtu': 'there is nobody who would take large segments',
} as const

/** A good line without anybody outside to look at it. Others still show what goes out, and under which address. */
const withoutProbe: Omit<KnownWorld, 'name'> = {
  ...goodStaticForwards,
  answers: {
    ...goodStaticForwards.answers,
    'line.mtu': 'no-vantage',
    ...inboundOn('v4', mailPorts, 'no-vantage'),
    'inbound.blocker.v4': 'undetermined',
    'router.hairpin': 'undetermined',
  },
  unknowns: nobodyOutside,
  explained: {
    'line.mtu': 'vantage.probe',
    ...inboundOn('v4', mailPorts, 'vantage.probe'),
    'inbound.blocker.v4': 'vantage.probe',
  },
  abilities: { receive: 'unknown', send: 'with-reservations', access: 'unknown' },
  verdict: 'undetermined',
  way: 'find-out-first',
  exit: 2,
}

export const probeNone: KnownWorld = {
  ...withoutProbe,
  name: 'probe-none',
  spec: { ...withoutProbe.spec, probe: 'none' },
  answers: { ...withoutProbe.answers, 'vantage.probe': 'not-configured' },
  unknowns: { ...nobodyOutside, 'vantage.probe': 'none was given' },
}

const down: KnownWorld = {
  ...withoutProbe,
  name: 'probe-down',
  spec: { ...withoutProbe.spec, probe: 'down' },
  answers: { ...withoutProbe.answers, 'vantage.probe': 'unreachable' },
  unknowns: { ...nobodyOutside, 'vantage.probe': 'a probe that does not answer says nothing' },
}

const busy: KnownWorld = {
  ...withoutProbe,
  name: 'probe-busy',
  spec: { ...withoutProbe.spec, probe: 'busy' },
  answers: { ...withoutProbe.answers, 'vantage.probe': 'busy' },
  unknowns: { ...nobodyOutside, 'vantage.probe': 'it was asked too often from this address' },
}

const otherKey: KnownWorld = {
  ...withoutProbe,
  name: 'probe-with-another-key',
  spec: { ...withoutProbe.spec, probe: 'other-key' },
  answers: { ...withoutProbe.answers, 'vantage.probe': 'untrusted' },
}

const otherVersion: KnownWorld = {
  ...withoutProbe,
  name: 'probe-of-another-version',
  spec: { ...withoutProbe.spec, probe: 'other-version' },
  answers: { ...withoutProbe.answers, 'vantage.probe': 'incompatible' },
  unknowns: { ...nobodyOutside, 'vantage.probe': 'it speaks another version of the protocol' },
}

const onTheRouter: KnownWorld = {
  ...withoutProbe,
  name: 'probe-on-the-router',
  spec: { ...withoutProbe.spec, probe: 'on-the-router' },
  answers: { ...withoutProbe.answers, 'vantage.probe': 'same-network' },
}

const onThisMachine: KnownWorld = {
  ...withoutProbe,
  name: 'probe-on-this-machine',
  spec: { ...withoutProbe.spec, probe: 'on-this-machine' },
  answers: { ...withoutProbe.answers, 'vantage.probe': 'same-network' },
}

/** The probe's provider is one of those that keep port 25 shut: its silence on that port says nothing of this line. */
const egressBlocked: KnownWorld = {
  ...goodStaticForwards,
  name: 'probe-that-cannot-dial-25',
  spec: { ...goodStaticForwards.spec, probe: 'egress-25-blocked' },
  answers: {
    ...goodStaticForwards.answers,
    'vantage.probe': 'egress-blocked',
    'inbound.25.v4': 'probe-unable',
    'inbound.blocker.v4': 'undetermined',
  },
  unknowns: {
    'inbound.25.v4': 'the probe cannot dial port 25 anywhere',
    'inbound.blocker.v4': 'the port that is blocked most often could not be tried',
  },
  explained: { 'inbound.25.v4': 'vantage.probe', 'inbound.blocker.v4': 'vantage.probe' },
  abilities: { receive: 'unknown', send: 'with-reservations', access: 'with-reservations' },
  verdict: 'undetermined',
  way: 'find-out-first',
  exit: 2,
}

/** The same probe, and a line whose provider keeps port 25 out: no answer may differ, for nobody can see it. */
const egressBlockedAndMore: KnownWorld = {
  ...egressBlocked,
  name: 'probe-that-cannot-dial-25-which-is-blocked',
  spec: { ...egressBlocked.spec, isp: { block: { in: [25], how: 'drop' } } },
}

/** The line has both families, the probe one. Others show what goes out over IPv6. */
const v4Only: KnownWorld = {
  ...goodBothFamilies,
  name: 'probe-without-v6',
  spec: { ...goodBothFamilies.spec, probe: 'v4-only' },
  answers: {
    ...goodBothFamilies.answers,
    ...inboundOn('v6', mailPorts, 'no-vantage'),
    'inbound.blocker.v6': 'undetermined',
  },
  unknowns: {
    ...inboundOn('v6', mailPorts, 'the probe has no IPv6 to dial with'),
    'inbound.blocker.v6': 'the probe has no IPv6 to dial with',
  },
  explained: { ...inboundOn('v6', allBut(25), 'inbound.25.v6'), 'inbound.blocker.v6': 'inbound.25.v6' },
}

/** Killed in the middle of its dial-back, when all else that it was asked for was over. Its silence is no answer. */
const dies: KnownWorld = {
  ...goodStaticForwards,
  name: 'probe-that-dies-in-the-middle',
  spec: { ...goodStaticForwards.spec, isp: { block: { in: mailPorts, how: 'drop' } }, probe: 'dies' },
  answers: {
    ...goodStaticForwards.answers,
    ...inboundOn('v4', mailPorts, 'probe-unable'),
    'inbound.blocker.v4': 'undetermined',
    'router.hairpin': 'undetermined',
  },
  unknowns: {
    ...inboundOn('v4', mailPorts, 'the probe was gone before it could say how its dialling ended'),
    'inbound.blocker.v4': 'no dialling came to an end',
  },
  explained: { ...inboundOn('v4', allBut(25), 'inbound.25.v4'), 'inbound.blocker.v4': 'inbound.25.v4' },
  abilities: { receive: 'unknown', send: 'with-reservations', access: 'unknown' },
  verdict: 'undetermined',
  way: 'find-out-first',
  exit: 2,
}

/** Good lines, and all that can be wrong with the probe. */
export const probes: readonly KnownWorld[] = [
  probeNone,
  down,
  busy,
  otherKey,
  otherVersion,
  onTheRouter,
  onThisMachine,
  egressBlocked,
  egressBlockedAndMore,
  v4Only,
  dies,
]
