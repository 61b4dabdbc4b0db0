import { hosts, provider } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import type { DaemonPlan, FilePlan } from './plan.ts'
import { rootAnchor } from './signing.ts'

const folder = '/run/lab/unbound'
const start = ['unbound', '-d', '-p', '-c', `${folder}/unbound.conf`]

/** The provider's resolver. */
export function unboundPlan({ names }: WorldSpec): {
  readonly files: readonly FilePlan[]
  readonly daemon: DaemonPlan
} {
  const validating = names?.resolver === 'validating'
  const wait = `while [ ! -e ${rootAnchor} ]; do sleep 0.02; done; exec ${start.join(' ')}`
  return {
    files: [
      { path: `${folder}/unbound.conf`, text: unboundConf(habits(names?.resolver)) },
      { path: `${folder}/root.hints`, text: rootHints },
    ],
    daemon: {
      name: 'unbound',
      argv: validating ? ['sh', '-eu', '-c', wait] : start,
      ready: [
        { proto: 'udp', port: 53, address: provider.resolver },
        { proto: 'tcp', port: 53, address: provider.resolver },
      ],
    },
  }
}

/** What it does beside asking. */
function habits(resolver: NonNullable<WorldSpec['names']>['resolver']): readonly string[] {
  switch (resolver) {
    case 'validating':
      return [`trust-anchor-file: "${rootAnchor}"`]
    case 'rewriting':
      return ['local-zone: "com." redirect', `local-data: "com. A ${provider.searchPage}"`]
    case 'refusing':
      return ['local-zone: "." always_refuse']
    case 'udp-only':
    case undefined:
      return []
  }
}

function unboundConf(more: readonly string[]): string {
  return `server:
  username: ""
  chroot: ""
  directory: "${folder}"
  use-syslog: no
  verbosity: 1
  num-threads: 1
  interface: ${provider.resolver}
  interface: ${provider.resolverV6}
  access-control: 0.0.0.0/0 allow
  access-control: ::0/0 allow
  do-ip6: yes
  # The name servers are asked over IPv4.
  prefer-ip4: yes
  root-hints: "${folder}/root.hints"
  module-config: "validator iterator"
  qname-minimisation: no
  # Records change while a world stands.
  cache-max-ttl: 1
  cache-max-negative-ttl: 1
  # Unbound denies these by itself: "test." and the reverse zones of private and documentation addresses.
  local-zone: "test." nodefault
  unblock-lan-zones: yes
  insecure-lan-zones: yes
${more.map((line) => `  ${line}\n`).join('')}remote-control:
  control-enable: no
`
}

const rootHints = `. 60 IN NS ns.test.
ns.test. 60 IN A ${hosts.dns.v4}
`
