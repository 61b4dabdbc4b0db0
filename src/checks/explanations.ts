import type { Explanation } from '../core/explanation.ts'

const inboundPorts = ['inbound.25.v4', 'inbound.25.v6']
const blockers = ['inbound.blocker.v4', 'inbound.blocker.v6']

/** Which finding is the reason for which others: one problem is shown once. The first rule that fits wins. */
export const explanations: readonly Explanation[] = [
  {
    by: 'line.nat.v4',
    when: ['carrier'],
    checks: ['inbound.25.v4', 'inbound.blocker.v4'],
    answers: ['not-forwarded', 'undetermined'],
  },
  {
    by: 'vantage.probe',
    when: ['not-configured', 'unreachable', 'busy', 'incompatible', 'untrusted', 'same-network', 'egress-blocked'],
    checks: [...inboundPorts, ...blockers, 'outbound.25.v4', 'outbound.25.v6', 'line.address.v4'],
    answers: ['no-vantage', 'no-witness', 'probe-unable', 'undetermined'],
  },
  {
    by: 'inbound.25.v4',
    when: ['not-forwarded', 'cannot-listen', 'other-machine', 'address-changed'],
    checks: ['inbound.blocker.v4'],
    answers: ['undetermined'],
  },
  {
    by: 'inbound.25.v6',
    when: ['not-forwarded', 'cannot-listen', 'other-machine', 'address-changed'],
    checks: ['inbound.blocker.v6'],
    answers: ['undetermined'],
  },
]
