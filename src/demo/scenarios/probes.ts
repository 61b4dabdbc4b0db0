import type { Scenario } from '../scenario.ts'
import { good } from './good.ts'
import { inbound } from './on-ports.ts'

/** A good line, seen without a probe, or with one on which something is the matter. */
const withoutVantage = {
  'line.mtu': 'no-vantage',
  ...inbound('v4', 'no-vantage'),
  'inbound.blocker.v4': 'undetermined',
  'router.hairpin': 'undetermined',
} as const
const inwardsUnknown = { ...good.abilities, receive: 'unknown', access: 'unknown' } as const

export const probes: readonly Scenario[] = [
  {
    name: 'no-probe',
    title: 'A good line, and nobody outside to look at it.',
    line: { probe: 'none' },
    answers: { ...good.answers, 'vantage.probe': 'not-configured', ...withoutVantage },
    abilities: inwardsUnknown,
    verdict: 'undetermined',
  },
  {
    name: 'probe-gone',
    title: 'A good line, and a probe that does not answer.',
    line: { probe: 'gone' },
    answers: { ...good.answers, 'vantage.probe': 'unreachable', ...withoutVantage },
    abilities: inwardsUnknown,
    verdict: 'undetermined',
  },
  {
    name: 'wrong-key',
    title: 'Something answers at the address of the probe, but with another key.',
    line: { probe: 'wrong-key' },
    answers: { ...good.answers, 'vantage.probe': 'untrusted', ...withoutVantage },
    abilities: inwardsUnknown,
    verdict: 'undetermined',
  },
  {
    name: 'busy',
    title: 'The probe has too much to do.',
    line: { probe: 'busy' },
    answers: { ...good.answers, 'vantage.probe': 'busy', ...withoutVantage },
    abilities: inwardsUnknown,
    verdict: 'undetermined',
  },
  {
    name: 'probe-egress-blocked',
    title: "The probe's own provider lets no connections to port 25 out.",
    line: { probe: 'egress-blocked' },
    answers: {
      ...good.answers,
      'vantage.probe': 'egress-blocked',
      'inbound.25.v4': 'probe-unable',
      'inbound.blocker.v4': 'undetermined',
    },
    abilities: { ...good.abilities, receive: 'unknown' },
    verdict: 'undetermined',
  },
  {
    name: 'probe-dies-midway',
    title: 'The probe goes down in the middle of the test.',
    // Nothing comes in, so that its death cuts a silence short and is certain to be in the middle.
    line: { forwards: [], event: { after: ['outbound.25.v4', 'line.mtu'], happens: 'probe-dies' } },
    answers: {
      ...good.answers,
      ...inbound('v4', 'probe-unable'),
      'inbound.blocker.v4': 'undetermined',
      'router.hairpin': 'undetermined',
    },
    abilities: inwardsUnknown,
    verdict: 'undetermined',
  },
]
