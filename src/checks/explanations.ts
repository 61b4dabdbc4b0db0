import type { Explanation } from '../core/explanation.ts'
import { mailPorts } from '../wire/mail-port.ts'

const families = ['v4', 'v6'] as const
const over = (family: string, prefix: string) => mailPorts.map((port) => `${prefix}.${port}.${family}`)
const inboundOver = (family: string) => [...over(family, 'inbound'), `inbound.blocker.${family}`]

const names = [
  'names.host',
  'names.mx',
  'names.reverse.v4',
  'names.reverse.v6',
  'names.spf.v4',
  'names.spf.v6',
  'names.dkim',
  'names.dmarc',
  'names.mta-sts',
  'names.tls-rpt',
  'names.dane',
  'names.dnssec',
  'names.caa',
  'names.autoconfig',
]
/** What is asked of lists in the DNS. */
const listings = ['reputation.policy.v4', 'reputation.abuse.v4', 'reputation.abuse.v6', 'reputation.domain']

/** Answers that say no more than that nobody could look. */
const unseen = ['no-vantage', 'no-witness', 'probe-unable', 'undetermined']

/** Which finding is the reason for which others: one problem is shown once. The first rule that fits wins. */
export const explanations: readonly Explanation[] = [
  {
    by: 'line.nat.v4',
    when: ['carrier', 'shared-ports'],
    checks: [...inboundOver('v4'), 'router.hairpin'],
    answers: ['not-forwarded', 'not-called', 'filtered', 'refused', 'router-or-provider', 'undetermined'],
  },
  // The name of an address that customers share is nobody's to choose.
  {
    by: 'line.nat.v4',
    when: ['carrier', 'shared-ports'],
    checks: ['names.reverse.v4'],
    answers: ['missing', 'unconfirmed', 'generic', 'generic-static'],
  },
  // What comes from a pool is not one's own, whether it was seen to change or not.
  {
    by: 'line.nat.v4',
    when: ['carrier', 'shared-ports'],
    checks: ['line.fixed.v4'],
    answers: ['looks-dynamic', 'changed-once', 'changes'],
  },
  // A router without a public address opens nothing, or at an address that nobody can call.
  {
    by: 'line.nat.v4',
    when: ['carrier', 'shared-ports', 'double', 'carrier-one-to-one'],
    checks: ['router.upnp', 'router.natpmp', 'router.pcp', 'router.mapping'],
    answers: ['wan-not-public', 'behind-another-nat', 'forbidden', 'mapped-but-unreachable'],
  },
  // Without an address there is nothing to ask about.
  ...families.map((family) => ({
    by: `line.address.${family}`,
    when: ['no-witness'],
    checks: ['line.provider'],
    answers: ['not-identified'],
  })),
  // An address to speak from that lasts is what is wanted of both.
  { by: 'line.source.v6', when: ['temporary'], checks: ['names.reverse.v6'], answers: ['no-lasting-address'] },
  // One router that speaks none of the languages is one thing to tell.
  { by: 'router.upnp', when: ['absent'], checks: ['router.natpmp', 'router.pcp'], answers: ['absent'] },
  {
    by: 'inbound.blocker.v4',
    when: ['provider', 'provider-low-ports', 'router-or-provider'],
    checks: ['router.mapping'],
    answers: ['mapped-but-unreachable'],
  },
  {
    by: 'line.permanent',
    when: ['down'],
    checks: [
      'vantage.probe',
      'line.address.v4',
      'line.address.v6',
      'line.provider',
      'line.resolver',
      ...families.flatMap((family) => over(family, 'outbound')),
      ...names,
      ...listings,
      'reputation.receivers',
    ],
    answers: ['unreachable', 'no-witness', 'not-identified', 'line-down', 'lookup-failed', 'temperror'],
  },
  // Who finds nothing out, or is not the one who was asked, keeps everything from us that is in the DNS.
  {
    by: 'line.resolver',
    when: ['failing', 'lookup-failed', 'intercepted', 'no-tcp'],
    checks: [...names, ...listings, 'reputation.receivers'],
    answers: ['lookup-failed', 'no-witness', 'temperror', 'resolver-does-not-validate'],
  },
  // Where every name has an address, every list has everybody on it, and is not believed.
  { by: 'line.resolver', when: ['rewrites'], checks: listings, answers: ['no-witness'] },
  {
    by: 'names.dnssec',
    when: ['bogus'],
    checks: names.filter((id) => id !== 'names.dnssec'),
    answers: ['bogus', 'lookup-failed', 'temperror', 'policy-unreachable'],
  },
  // Who is told what to publish for mail to be led here is told of the host as well.
  {
    by: 'names.mx',
    when: ['missing', 'null-mx', 'address-literal', 'dangling'],
    checks: ['names.host'],
    answers: ['missing'],
  },
  // A domain that is new to the resolver is so with all its names.
  ...['names.mx', 'names.host'].map((by, at) => ({
    by,
    when: ['resolver-differs'],
    checks: ['names.host', 'names.reverse.v4', 'names.reverse.v6'].slice(at),
    answers: ['resolver-differs'],
  })),
  // One list decides over both, and says no to whoever asks like this.
  ...(['refused', 'lookup-failed', 'no-witness'] as const).map((answer) => ({
    by: 'reputation.policy.v4',
    when: [answer],
    checks: listings.slice(1),
    answers: [answer],
  })),
  {
    by: 'outbound.25.v4',
    when: ['filtered', 'refused', 'intercepted', 'downgraded', 'altered', 'line-down', 'no-witness'],
    checks: ['reputation.receivers'],
    answers: ['no-witness'],
  },
  // Who was to stand in for a probe told nothing: why, is said of port 25.
  {
    by: 'inbound.25.v4',
    when: ['not-called'],
    checks: [...inboundOver('v4').slice(1), 'router.hairpin'],
    answers: ['not-called', 'undetermined'],
  },
  {
    by: 'vantage.probe',
    when: ['not-configured', 'unreachable', 'busy', 'incompatible', 'untrusted', 'same-network', 'egress-blocked'],
    checks: [
      ...families.flatMap((family) => [...inboundOver(family), ...over(family, 'outbound')]),
      'line.address.v4',
      'line.address.v6',
      'line.mtu',
      'line.nat.v4',
      'router.hairpin',
    ],
    answers: unseen,
  },
  // There is nothing to compare names with.
  { by: 'line.address.v4', when: ['no-witness'], checks: ['names.host', 'names.mx'], answers: ['not-compared'] },
  // What happens to every mail port alike is told of port 25.
  ...families.flatMap((family) =>
    (
      [
        'filtered',
        'refused',
        'intercepted',
        'downgraded',
        'altered',
        'other-address',
        'no-witness',
        'line-down',
      ] as const
    ).map((answer) => ({
      by: `outbound.25.${family}`,
      when: [answer],
      checks: over(family, 'outbound').slice(1),
      answers: [answer],
    })),
  ),
  // An address that changes in the middle looks like a port that leaves by another one.
  ...families.map((family) => ({
    by: `inbound.25.${family}`,
    when: ['address-changed'],
    checks: ['line.mtu', `outbound.25.${family}`],
    answers: ['no-vantage', 'other-address'],
  })),
  // Large segments are tried on port 587, then on 25.
  ...['outbound.25.v4', 'outbound.587.v4', 'outbound.25.v6', 'outbound.587.v6'].map((by) => ({
    by,
    when: ['filtered', 'refused', 'intercepted'],
    checks: ['line.mtu'],
    answers: ['no-vantage'],
  })),
  // Who keeps others out is one question, with one answer over all ports.
  ...families.map((family) => ({
    by: `inbound.blocker.${family}`,
    when: ['this-machine', 'provider', 'provider-low-ports', 'router'],
    checks: over(family, 'inbound'),
    answers: ['filtered', 'refused'],
  })),
  // It was asked to open them, and then they came in.
  ...families.map((family) => ({
    by: `inbound.blocker.${family}`,
    when: ['router'],
    checks: over(family, 'inbound'),
    answers: ['not-forwarded'],
  })),
  // Where that cannot be told, port 25 stands for what it shares its fate with: what is unknown explains no failure.
  ...families.flatMap((family) =>
    (['filtered', 'refused'] as const).map((answer) => ({
      by: `inbound.25.${family}`,
      when: [answer],
      checks: inboundOver(family).filter((id) => id !== `inbound.25.${family}`),
      answers: [answer],
      sameFault: true,
    })),
  ),
  // What becomes of every port alike is told of port 25.
  ...families.flatMap((family) =>
    (['reply-lost', 'altered', 'other-machine'] as const).map((answer) => ({
      by: `inbound.25.${family}`,
      when: [answer],
      checks: over(family, 'inbound').slice(1),
      answers: [answer],
    })),
  ),
  ...families.map((family) => ({
    by: `inbound.25.${family}`,
    when: ['filtered', 'refused', 'reply-lost', 'altered'],
    checks: [`inbound.blocker.${family}`, ...(family === 'v4' ? ['router.hairpin'] : [])],
    answers: ['undetermined', 'router-or-provider'],
  })),
  // Port 25 stands for all ports that share its fate.
  ...families.map((family) => ({
    by: `inbound.25.${family}`,
    when: ['not-forwarded', 'cannot-listen', 'other-machine', 'address-changed', 'probe-unable', 'no-vantage'],
    checks: [
      ...inboundOver(family).filter((id) => id !== `inbound.25.${family}`),
      // Nothing that is open is there to be called from within.
      ...(family === 'v4' ? ['router.hairpin'] : []),
    ],
    answers: ['not-forwarded', 'cannot-listen', 'address-changed', ...unseen],
  })),
  // Where that one has a fate of its own, 465 stands for the others.
  ...families.map((family) => ({
    by: `inbound.465.${family}`,
    when: ['not-forwarded'],
    checks: over(family, 'inbound').slice(2),
    answers: ['not-forwarded'],
  })),
]
