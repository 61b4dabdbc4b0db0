import { defineCheck, maybe } from '../../core/check.ts'
import type { Failure } from '../../core/failure.ts'
import type { Family } from '../../core/line.ts'
import type { Matters } from '../../core/verdict.ts'
import type { MailPort } from '../../wire/mail-port.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { type EchoFacts, echoes } from '../looks/echoes.ts'
import { type ServerFacts, servers } from '../looks/servers.ts'

export interface OutboundFacts {
  readonly port: number
  /** How the probe was met on this port; null without a probe that listens there. */
  readonly probe: EchoFacts | null
  /** The probe's own web port answered at the same time: the probe is up, and so is the line. */
  readonly probeAlive: boolean
  /** Other mail ports on which the probe was met. */
  readonly otherPorts: readonly number[]
  /** Others that listen on port 25 for everybody; empty for other ports. */
  readonly exchangers: readonly ServerFacts[]
}

const blocked: readonly Failure[] = ['timed-out', 'host-unreachable', 'network-unreachable', 'prohibited']

/** Whether connections to a mail port elsewhere get through. */
const outboundPort = <const P extends MailPort, const F extends Family>(port: P, family: F, matters: Matters) =>
  defineCheck<OutboundFacts>()({
    id: `outbound.${port}.${family}`,
    stem: 'outbound.port',
    title: `Connections from here to port ${port} of others get through over ${family === 'v4' ? 'IPv4' : 'IPv6'}.`,
    matters,
    revision: 1,
    needs: { address: lineAddress[family], seen: maybe(echoes[family]), others: maybe(servers[family]) },
    budget: budgets.combining,
    marks: { greeting: 'banner', addressSeen: 'address', host: 'name', address: 'address' },
    answers: {
      open: {
        verdict: 'pass',
        says: ({ probe, exchangers: others }) =>
          probe?.ended === 'ours'
            ? `The probe was reached on port ${port} and proved that it was itself.`
            : `A mail server elsewhere, ${others.find(({ ended }) => ended === 'replied')?.host}, answered on port ${port}.`,
      },
      filtered: {
        verdict: 'fail',
        fault: 'undetermined',
        says: (facts) =>
          `Connections to port ${port} get no answer: ${describe(facts)}, while other ports of the same probe answer.`,
        remedy: remedy(port),
      },
      refused: {
        verdict: 'fail',
        fault: 'undetermined',
        says: (facts) =>
          `Connections to port ${port} are turned back: ${describe(facts)}, while other ports of the same probe answer.`,
        remedy: remedy(port),
      },
      intercepted: {
        verdict: 'fail',
        fault: 'undetermined',
        says: `Port ${port} of the probe was dialled, and somebody else answered: something on the way takes these connections.`,
        remedy: `Look in the router for a mail filter, proxy or "SMTP protection" and switch it off; if there is none, it is the provider's: ask to be taken off it.`,
      },
      'line-down': {
        verdict: 'unknown',
        says: 'The line went down, or the probe did, while the port was being tested.',
        remedy: 'Run the check again.',
      },
      'no-witness': {
        verdict: 'unknown',
        says: ({ probe, exchangers: others }) => {
          if (probe === null && others.length === 0) return `Nobody who listens on port ${port} could be asked.`
          if (probe === null) return `There is no probe to ask, and no other server answered on port ${port}.`
          return `The probe could not be met on port ${port}, and there was nobody else to compare it with.`
        },
        remedy:
          'Give a probe that listens on the mail ports (--probe): without one, silence of a single server proves nothing.',
      },
    },
    async observe(_line, { seen, others }) {
      const met = (seen?.ports ?? []).filter(({ ended }) => ended === 'ours').map((each) => each.port)
      return {
        port,
        probe: seen?.ports.find((each) => each.port === port) ?? null,
        probeAlive: seen?.alive ?? false,
        otherPorts: met.filter((each) => each !== port),
        exchangers: (others?.servers ?? []).filter((each) => each.port === port),
      }
    },
    judge({ probe, probeAlive, otherPorts, exchangers: others }) {
      if (probe?.ended === 'ours') return 'open'
      // Somebody else who answers at the probe's own address is on the way: then every other answer is his as well.
      if (probe?.ended === 'foreign' || probe?.ended === 'forged') return 'intercepted'
      if (others.some(({ ended }) => ended === 'replied')) return 'open'
      if (probe === null || probe.ended !== 'no-connection' || probe.failure === undefined) return 'no-witness'
      if (!probeAlive && otherPorts.length === 0) return 'line-down'
      // The probe's port 25 alone may be closed at the probe's end: another host on 25 must be out of reach too.
      if (!others.some(({ ended }) => ended === 'no-connection')) return 'no-witness'
      return blocked.includes(probe.failure) ? 'filtered' : 'refused'
    },
  })

function describe({ exchangers: others }: OutboundFacts): string {
  const silent = others.filter(({ ended }) => ended === 'no-connection').map(({ host }) => host)
  return ['your probe', ...silent].join(' and ')
}

function remedy(port: MailPort): string {
  return [
    `First see that nothing at home does it: this machine's firewall, and "SMTP filter" or "spam protection" in the router.`,
    `Then ask the provider to open outbound port ${port}; many do so in the customer account.`,
    'If they refuse, mail can still leave through a relay.',
  ].join(' ')
}

export const outbound = {
  25: { v4: outboundPort(25, 'v4', { send: 'required' }), v6: outboundPort(25, 'v6', {}) },
} as const
