import { defineCheck, maybe } from '../../core/check.ts'
import { type Failure, failures } from '../../core/failure.ts'
import { budgets } from '../budgets.ts'
import { echoes } from '../looks/echoes.ts'
import { type RelaySeen, relayLook } from '../looks/relay.ts'
import { servers } from '../looks/servers.ts'

export interface RelayFacts {
  readonly relay: RelaySeen | null
  /** Somebody else on the same port, reached at the same time. */
  readonly othersOnPort: 'reached' | 'silent' | 'not-asked'
  /** Anybody else was reached on any port at the same time: the line is up. */
  readonly lineUp: boolean
}

const lookupFailures: readonly Failure[] = ['name-not-found', 'no-data', 'lookup-failed', 'lookup-refused']
const withoutTls: readonly Failure[] = ['certificate-untrusted', 'tls-failed', 'malformed']
const turnedBack: readonly Failure[] = ['refused', 'reset', 'closed']

/** Whether the relay that is to send for this line can be reached, and within TLS. */
export const outboundRelay = defineCheck<RelayFacts>()({
  id: 'outbound.relay',
  stem: 'outbound.relay',
  title: 'The relay that sends for this line can be reached.',
  matters: { send: 'required' },
  revision: 1,
  needs: { met: relayLook, others: maybe(servers.v4), probe: maybe(echoes.v4) },
  budget: budgets.combining,
  moot: ({ relay }) => (relay === undefined ? 'No relay was given.' : undefined),
  marks: { host: 'name', address: 'address', greeting: 'banner' },
  answers: {
    reachable: {
      verdict: 'pass',
      says: ({ relay }) =>
        `The relay ${relay?.host} answers on port ${relay?.port}, ${relay?.tls === 'implicit' ? 'within TLS' : 'and offers TLS'}.`,
    },
    'no-tls': {
      verdict: 'warn',
      fault: 'undetermined',
      says: ({ relay }) =>
        relay?.failure === 'certificate-untrusted'
          ? `The relay ${relay.host} answers on port ${relay.port} with a certificate that is not trusted for this name.`
          : `The relay ${relay?.host} answers on port ${relay?.port}, but without TLS: a password would travel readable.`,
      remedy:
        'Check the name of the relay and use its port 465 or 587; if it does well there with others, something on the way meddles with TLS.',
    },
    filtered: {
      verdict: 'fail',
      fault: ({ othersOnPort }) => (othersOnPort === 'reached' ? 'server' : 'undetermined'),
      says: ({ relay, othersOnPort }) =>
        othersOnPort === 'reached'
          ? `The relay ${relay?.host} does not answer on port ${relay?.port}, while another server does on the same port.`
          : `The relay ${relay?.host} does not answer on port ${relay?.port}, while other connections get through.`,
      remedy: 'Check the name and port of the relay, try its other port (465 or 587), then ask whoever runs it.',
    },
    refused: {
      verdict: 'fail',
      fault: ({ othersOnPort }) => (othersOnPort === 'reached' ? 'server' : 'undetermined'),
      says: ({ relay }) => `Connections to the relay ${relay?.host} on port ${relay?.port} are turned back.`,
      remedy: 'Check the name and port of the relay, try its other port (465 or 587), then ask whoever runs it.',
    },
    'line-down': {
      verdict: 'unknown',
      says: 'Nobody at all was reached while the relay was tried, so this says nothing about the relay.',
      remedy: 'Run the check again when the line is up.',
    },
    'lookup-failed': {
      verdict: 'unknown',
      says: ({ relay }) =>
        `The address of the relay ${relay?.host} could not be looked up: ${failures[relay?.failure ?? 'lookup-failed']}.`,
      remedy: 'Check the spelling of the name; if it is right, run the check again later.',
    },
  },
  async observe(_line, { met, others, probe }) {
    const { relay } = met
    const onPort = (others?.servers ?? []).filter(({ port, ended }) => port === relay?.port && ended !== 'not-asked')
    const reached = onPort.some(({ ended }) => ended === 'replied')
    const probeMet = (probe?.ports ?? []).filter(({ ended }) => ended === 'ours')
    return {
      relay,
      othersOnPort:
        reached || probeMet.some(({ port }) => port === relay?.port)
          ? 'reached'
          : onPort.length > 0
            ? 'silent'
            : 'not-asked',
      lineUp:
        probe?.alive === true ||
        probeMet.length > 0 ||
        (others?.servers ?? []).some(({ ended }) => ended === 'replied'),
    }
  },
  judge({ relay, lineUp }) {
    if (relay === null || relay.stage === 'lookup' || lookupFailures.some((each) => each === relay.failure))
      return 'lookup-failed'
    if (relay.stage === 'done') return relay.tls === 'none' ? 'no-tls' : 'reachable'
    // It took the connection and answered; what could not be agreed on is TLS.
    if (relay.stage === 'tls' && relay.failure !== undefined && withoutTls.includes(relay.failure)) return 'no-tls'
    if (!lineUp) return 'line-down'
    return relay.failure !== undefined && turnedBack.includes(relay.failure) ? 'refused' : 'filtered'
  },
})
