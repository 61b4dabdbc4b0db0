import { expect, it } from 'vitest'
import { blocklists } from '../../../src/checks/looks/blocklists.ts'
import { reputationAbuse } from '../../../src/checks/reputation/abuse.ts'
import { conclude } from '../../../src/core/conclude.ts'
import type { Family } from '../../../src/core/line.ts'
import { type Trace, traced } from '../../../src/core/traced.ts'
import { redact } from '../../../src/report/redact.ts'
import { reportOf } from '../../../src/report/report.ts'
import { scriptedLists } from '../protocols/dnsbl/scripted-lists.ts'
import { runOf } from './runs.ts'

const marks = new Map([
  ['reputation.abuse.v4', reputationAbuse.v4.marks],
  ['reputation.abuse.v6', reputationAbuse.v6.marks],
])
const zen = { name: 'Zen', zone: 'zen.test', of: ['v4', 'v6'], codes: { '127.0.0.2': 'abuse' } } as const
const asked = { release: '0.1.0', probes: [], stun: [], servers: [], blocklists: [zen] }

it.each([
  ['v4', '203.0.113.7', '7.113.0.203'],
  ['v6', '2001:db8::7', `7.${'0.'.repeat(23)}8.b.d.0.1.0.0.2`],
] as const)(
  'an address that lists are asked about is redacted also the other way round: %s',
  async (family, address, reversed) => {
    const { line } = scriptedLists({ '2.0.0.127.zen.test': ['127.0.0.2'], [`${reversed}.zen.test`]: ['127.0.0.2'] })
    const trace: Trace = []
    const heard = await blocklists[family].observe(traced(line, trace), { address: { address } } as never, asked)
    expect(JSON.stringify(trace)).toContain(reversed)
    const text = JSON.stringify(redactedFinding(family, heard, trace))
    expect(text).not.toContain(address)
    expect(text).not.toContain(reversed)
    expect(text).toContain('"answer":"listed"')
  },
)

function redactedFinding(
  family: Family,
  { address = '', lists }: { address?: string; lists: readonly object[] },
  trace: Trace,
) {
  const finding = conclude(reputationAbuse[family], { address, lists: lists as never }, trace)
  const options = { tool: { name: 'mailworthy', version: '0.1.0' }, relay: false, marks }
  return redact(reportOf(runOf([finding]), options), marks)
}
