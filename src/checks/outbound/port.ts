import { defineCheck, maybe } from '../../core/check.ts'
import type { Failure } from '../../core/failure.ts'
import type { Family } from '../../core/line.ts'
import type { Address } from '../../core/mark.ts'
import type { Matters } from '../../core/verdict.ts'
import { sameAddress } from '../../protocols/addresses.ts'
import { type MailPort, speechOf } from '../../wire/mail-port.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { type EchoFacts, echoes } from '../looks/echoes.ts'
import { type ServerFacts, servers } from '../looks/servers.ts'

export interface OutboundFacts {
  readonly port: number
  /** What others see this line as. */
  readonly lineAddress: Address
  /** How the probe was met on this port; null without a probe that listens there. */
  readonly probe: EchoFacts | null
  /** The probe's own web port answered at the same time: the probe is up, and so is the line. */
  readonly probeAlive: boolean
  /** Other mail ports on which the probe was met. */
  readonly otherPorts: readonly number[]
  /** Others that listen on this very port for everybody. */
  readonly servers: readonly ServerFacts[]
}

const blocked: readonly Failure[] = [
  'timed-out',
  'host-unreachable',
  'network-unreachable',
  'prohibited',
  'not-let-out',
]

/** Whether connections to a mail port elsewhere get through, and unchanged. */
const outboundPort = <const P extends MailPort, const F extends Family>(port: P, family: F, matters: Matters) =>
  defineCheck<OutboundFacts>()({
    id: `outbound.${port}.${family}`,
    stem: 'outbound.port',
    title: `Connections from here to port ${port} of others get through over ${family === 'v4' ? 'IPv4' : 'IPv6'}.`,
    matters,
    revision: 1,
    needs: { address: lineAddress[family], seen: maybe(echoes[family]), others: maybe(servers[family]) },
    budget: budgets.combining,
    marks: {
      lineAddress: 'address',
      greeting: 'banner',
      more: 'banner',
      addressSeen: 'address',
      host: 'name',
      address: 'address',
      issuer: 'banner',
    },
    answers: {
      open: {
        verdict: 'pass',
        says: ({ probe, servers: others }) =>
          probe?.ended === 'ours'
            ? `The probe was reached on port ${port} and proved that it was itself.`
            : `A mail server elsewhere, ${others.find(({ ended }) => ended === 'replied')?.host}, answered on port ${port}.`,
      },
      'other-address': {
        verdict: 'warn',
        fault: 'undetermined',
        says: ({ probe, lineAddress: usual }) =>
          `Port ${port} leaves by ${probe?.addressSeen}, while everything else leaves by ${usual}: receivers judge the former.`,
        remedy:
          'Look in the router for a rule that sends mail another way; if there is none, the provider does it. Reverse name, SPF and reputation must be right for the address that mail leaves by.',
      },
      filtered: {
        verdict: 'fail',
        fault: 'undetermined',
        says: (facts) =>
          facts.probe?.ended === 'silent'
            ? `Connections to port ${port} are taken, but then nothing comes: ${describe(facts)}, while other ports of the same probe answer.`
            : `Connections to port ${port} get no answer: ${describe(facts)}, while other ports of the same probe answer.`,
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
      downgraded: {
        verdict: 'fail',
        fault: 'undetermined',
        says: ({ probe }) =>
          probe?.changed === 'tls-taken'
            ? `On port ${port} somebody on the way ends the encryption with a key of their own, and can read what is sent.`
            : `On port ${port} the offer to encrypt (STARTTLS) is taken away on the way, so mail would travel readable${
                // RFC 7435: between servers encryption is taken where it is offered, and done without where it is not.
                port === 25 ? '; most servers would take it all the same' : ''
              }.`,
        remedy: `Look for an antivirus program on this machine and a mail filter in the router that look into mail, and switch them off; if there is none, it is the provider's.`,
      },
      altered: {
        verdict: 'fail',
        fault: 'undetermined',
        says: `On port ${port} the probe was reached, but its words were changed on the way: a firewall meddles with ${speechOf(port).language.toUpperCase()}.`,
        remedy: `Switch off what routers and firewalls call "SMTP fixup", "inspection" or "ALG". If there is none at home, it is the provider's.`,
      },
      'line-down': {
        verdict: 'unknown',
        says: 'The line went down, or the probe did, while the port was being tested.',
        remedy: 'Run the check again.',
      },
      'no-witness': {
        verdict: 'unknown',
        says: ({ probe, servers: others }) => {
          if (probe === null && others.length === 0) return `Nobody who listens on port ${port} could be asked.`
          if (probe === null) return `There is no probe to ask, and no other server answered on port ${port}.`
          return `The probe could not be met on port ${port}, and there was nobody else to compare it with.`
        },
        remedy:
          'Give a probe that listens on the mail ports (--probe): without one, silence of a single server proves nothing.',
      },
    },
    async observe(_line, { address, seen, others }) {
      const met = (seen?.ports ?? []).filter(({ ended }) => ended === 'ours').map((each) => each.port)
      return {
        port,
        lineAddress: address.address,
        probe: seen?.ports.find((each) => each.port === port) ?? null,
        probeAlive: seen?.alive ?? false,
        otherPorts: met.filter((each) => each !== port),
        servers: (others?.servers ?? []).filter((each) => each.port === port),
      }
    },
    judge(facts) {
      return facts.probe?.ended === 'ours' ? judgeMeeting(facts.probe, facts.lineAddress) : judgeAbsence(facts)
    },
  })

/** The probe was met: did its words come through as it said them, and by which way did ours go? */
function judgeMeeting({ changed, addressSeen }: EchoFacts, usual: Address) {
  if (changed === 'words') return 'altered'
  if (changed === 'tls-removed' || changed === 'tls-taken') return 'downgraded'
  return addressSeen !== undefined && !sameAddress(addressSeen, usual) ? 'other-address' : 'open'
}

/** The probe was not met: whose silence is it? */
function judgeAbsence({ probe, probeAlive, otherPorts, servers: others }: OutboundFacts) {
  // A firewall that masks every word leaves nothing to prove anything by; another server would speak its own.
  if (probe?.ended === 'masked') return 'altered'
  // Somebody else who answers at the probe's own address is on the way: then every other answer is his as well.
  if (probe?.ended === 'foreign' || probe?.ended === 'forged') return 'intercepted'
  if (others.some(({ ended }) => ended === 'replied')) return 'open'
  if (probe === null || probe.ended === 'busy') return 'no-witness'
  if (!probeAlive && otherPorts.length === 0) return 'line-down'
  // This port of the probe alone may be closed at the probe's end: another host must be out of reach on it too.
  const unreachable = others.some(({ ended }) => ended === 'no-connection')
  if (probe.ended === 'silent')
    return unreachable || others.some(({ ended }) => ended === 'silent') ? 'filtered' : 'no-witness'
  // A server that took the connection, mute as it was, shows that not all of them are kept from being made.
  if (!unreachable) return 'no-witness'
  return probe.failure === undefined || blocked.includes(probe.failure) ? 'filtered' : 'refused'
}

function describe({ servers: others }: OutboundFacts): string {
  const silent = others.filter(({ ended }) => ended !== 'not-asked').map(({ host }) => host)
  return ['your probe', ...silent].join(' and ')
}

function remedy(port: MailPort): string {
  return [
    `First see that nothing at home does it: this machine's firewall, and "SMTP filter" or "spam protection" in the router.`,
    `Then ask the provider to open outbound port ${port}; many do so in the customer account.`,
    'If they refuse, mail can still leave through a relay.',
  ].join(' ')
}

/** Sending needs port 25 out. The others serve programs at home that reach mail elsewhere: good to know, no more. */
export const outbound = {
  25: { v4: outboundPort(25, 'v4', { send: 'required' }), v6: outboundPort(25, 'v6', {}) },
  465: { v4: outboundPort(465, 'v4', {}), v6: outboundPort(465, 'v6', {}) },
  587: { v4: outboundPort(587, 'v4', {}), v6: outboundPort(587, 'v6', {}) },
  143: { v4: outboundPort(143, 'v4', {}), v6: outboundPort(143, 'v6', {}) },
  993: { v4: outboundPort(993, 'v4', {}), v6: outboundPort(993, 'v6', {}) },
} as const
