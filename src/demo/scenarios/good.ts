import type { Scenario } from '../scenario.ts'

/** All that a first look can wish for. The others are told by what differs from it. */
export const good: Scenario = {
  name: 'good',
  title: 'A good line: the router forwards the mail ports, and nothing is blocked.',
  line: {},
  answers: {
    'line.gateway': 'found',
    'line.path': 'physical',
    'line.address.v4': 'seen',
    'line.address.v6': 'none',
    'line.nat.v4': 'one-router',
    'line.permanent': 'too-early',
    'line.fixed.v4': 'too-early',
    'line.fixed.v6': 'moot',
    'vantage.probe': 'ready',
    'outbound.25.v4': 'open',
    'outbound.25.v6': 'moot',
    'inbound.25.v4': 'open',
    'inbound.25.v6': 'moot',
    'inbound.blocker.v4': 'nothing',
    'inbound.blocker.v6': 'moot',
  },
  // Nobody knows the nights of a line after one look.
  abilities: { receive: 'with-reservations', send: 'with-reservations', access: 'yes' },
  verdict: 'ready-with-reservations',
}
