import type { Answered, Crashed, Finding, Skipped } from '../../../src/core/finding.ts'
import type { Run } from '../../../src/core/run.ts'
import type { Fault, Matters, Verdict } from '../../../src/core/verdict.ts'
import type { MarksByName } from '../../../src/report/marks-of.ts'

/** Runs as the engine makes them, written by hand: what a report is made of. */
export const all: Matters = { receive: 'required', send: 'required', access: 'required' }
const receive: Matters = { receive: 'required' }
const send: Matters = { send: 'required' }

export function answered(check: string, answer: string, verdict: Verdict, more: Partial<Answered> = {}): Answered {
  const fault: Fault | undefined = verdict === 'warn' || verdict === 'fail' ? 'undetermined' : undefined
  return {
    check,
    stem: check.replace(/\.v[46]$/, ''),
    matters: {},
    kind: 'answered',
    answer,
    verdict,
    ...(fault === undefined ? {} : { fault }),
    says: `${check} came to ${answer}.`,
    ...(verdict === 'pass' ? {} : { remedy: `Mend ${check}.` }),
    revision: 1,
    facts: {},
    trace: [],
    ...more,
  }
}

export function skipped(check: string, because: Skipped['because'], matters: Matters = {}): Skipped {
  return { check, stem: check, matters, kind: 'skipped', because }
}

export function crashed(check: string, error: string, matters: Matters = {}): Crashed {
  return { check, stem: check, matters, kind: 'crashed', error }
}

export function runOf(findings: readonly Finding[], more: Partial<Run> = {}): Run {
  return {
    at: '2026-03-01T10:00:00.000Z',
    tookMs: 2345,
    scope: 'all',
    interrupted: false,
    looks: [],
    findings,
    ...more,
  }
}

/** Networks of real providers, as `src/knowledge/providers` has them: what a line of theirs is told. */
export const networks = {
  /** Free: a switch in the account, an address of one's own for nothing, the page of the box. */
  free: 12_322,
  /** Orange: no way to open port 25 is known. */
  orange: 3215,
  /** Cox: nor on the way in. */
  cox: 22_773,
  /** Two brands share it: Westnet and Internode. */
  shared: 4739,
  /** Starlink: an address of one's own for a fee. */
  starlink: 14_593,
  /** Comcast: what is known is old, and the sources are few. */
  comcast: 7922,
  /** Deutsche Telekom: port 25 is open, the table says. */
  telekom: 3320,
} as const

/** `line.provider`, as it sees a line of this network. */
export function lineOf(network: keyof typeof networks | number, country = 'FR'): Answered {
  const asn = typeof network === 'number' ? network : networks[network]
  return answered('line.provider', 'known', 'pass', {
    says: `The provider is known (AS${asn}).`,
    facts: { asns: [asn], network: 'SOME-NET', country, brands: [] },
  })
}

const gateway = answered('line.gateway', 'found', 'pass', {
  matters: all,
  facts: { v4: [{ interface: 'eth0', gateway: '192.168.1.1', hardware: '02:00:5e:00:53:01', metric: 100 }], v6: [] },
  trace: [{ op: 'host', on: 'gateways v4', atMs: 0, tookMs: 3, saw: '192.168.1.1' }],
})

const address = answered('line.address.v4', 'seen', 'pass', {
  matters: all,
  says: 'The internet sees this line as 203.0.113.7; 2 witnesses agree.',
  facts: {
    local: ['192.168.1.10'],
    seen: [
      { by: 'probe', witness: 'probe.example.org', address: '203.0.113.7' },
      { by: 'stun', witness: 'stun.example.net', address: '203.0.113.7' },
    ],
  },
})

const oneRouter = answered('line.nat.v4', 'one-router', 'pass', {
  matters: { receive: 'required', access: 'required' },
  facts: { public: '203.0.113.7', local: ['192.168.1.10'], ownAddress: 'router-has-it' },
})

const tooEarly = answered('line.permanent', 'too-early', 'warn', { matters: receive, remedy: 'Leave it under watch.' })
const probe = answered('vantage.probe', 'ready', 'pass', { says: 'The probe probe.example.org sees this line.' })
const outboundOpen = answered('outbound.25.v4', 'open', 'pass', { matters: send })
const inboundOpen = answered('inbound.25.v4', 'open', 'pass', {
  matters: receive,
  facts: { greeting: '220 mail.example.org ESMTP who-reads-this-is-welcome', cameFrom: '198.51.100.5' },
  trace: [
    {
      op: 'read',
      on: '198.51.100.5:40000',
      atMs: 20,
      tookMs: 5,
      saw: '220 mail.example.org ESMTP who-reads-this-is-welcome',
    },
  ],
})
const noDomain = skipped('names.mx', { moot: 'No domain was given.', on: 'names.domain' }, receive)

export const good = runOf([gateway, address, oneRouter, tooEarly, probe, outboundOpen, inboundOpen, noDomain], {
  looks: [{ look: 'dial-back.v4', revision: 1, facts: { from: '198.51.100.5' }, trace: [] }],
})

export const blocked25 = runOf([
  gateway,
  address,
  oneRouter,
  tooEarly,
  probe,
  answered('outbound.25.v4', 'filtered', 'fail', {
    matters: send,
    says: 'Connections to port 25 get no answer: your probe and mx.example.net, while other ports of the same probe answer.',
    trace: [{ op: 'dial', on: '198.51.100.10:25', atMs: 12, tookMs: 4000, failure: 'timed-out' }],
  }),
  inboundOpen,
])

export const cgnat = runOf([
  gateway,
  address,
  answered('line.nat.v4', 'carrier', 'fail', {
    matters: { receive: 'required', access: 'required' },
    fault: 'provider',
    says: 'The provider shares 203.0.113.7 among several customers: your router has 100.64.3.2 behind it.',
    facts: { public: '203.0.113.7', local: ['192.168.1.10'], behindRouter: ['100.64.3.2'], ownAddress: 'beyond' },
  }),
  tooEarly,
  probe,
  outboundOpen,
  answered('inbound.25.v4', 'not-forwarded', 'unknown', { matters: receive, explainedBy: 'line.nat.v4' }),
  answered('inbound.blocker.v4', 'undetermined', 'unknown', { explainedBy: 'line.nat.v4' }),
])

export const noProbe = runOf([
  gateway,
  address,
  oneRouter,
  tooEarly,
  answered('vantage.probe', 'not-configured', 'unknown', { remedy: 'Start a probe.' }),
  answered('outbound.25.v4', 'open', 'pass', { matters: send }),
  answered('inbound.25.v4', 'no-vantage', 'unknown', { matters: receive, explainedBy: 'vantage.probe' }),
  skipped('inbound.blocker.v4', { blind: 'vantage.probe came to not-configured.', on: 'vantage.probe' }),
])

export const interrupted = runOf(
  [
    gateway,
    skipped('line.address.v4', { blind: 'the run was interrupted', on: 'line.address.v4' }, all),
    skipped('inbound.25.v4', { blind: 'the run was interrupted', on: 'line.address.v4' }, receive),
    crashed('line.permanent', 'TypeError: nothing of nothing', receive),
  ],
  {
    interrupted: true,
    looks: [
      { look: 'stun.v4', revision: 1, because: { blind: 'the run was interrupted', on: 'stun.v4' } },
      { look: 'hops', revision: 1, error: 'Error: no hops' },
    ],
  },
)

/** Port 25 is blocked, by one of whom it is known where the switch is. */
export const known = runOf([...blocked25.findings, lineOf('free')])

export const every = { good, blocked25, cgnat, noProbe, interrupted, known }

export const marks: MarksByName = new Map([
  ['line.gateway', { interface: 'name', gateway: 'address', hardware: 'address' }],
  ['line.address.v4', { local: 'address', witness: 'name', address: 'address' }],
  ['line.nat.v4', { public: 'address', local: 'address', behindRouter: 'address' }],
  ['line.provider', { network: 'name', registered: 'name', brands: 'name' }],
  ['inbound.25.v4', { greeting: 'banner', cameFrom: 'address' }],
  ['dial-back.v4', { from: 'address' }],
])
