import { hosts } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import type { DaemonPlan, FilePlan } from './plan.ts'
import { isSigned, signing } from './signing.ts'
import { zoneFile, zoneFolder as folder } from './zone-files.ts'
import { zones } from './zones.ts'

/** The one name server that has all zones, which it signs first where they are to be signed. */
export function nsdPlan(spec: WorldSpec): { readonly files: readonly FilePlan[]; readonly daemon: DaemonPlan } {
  const served = zones(spec)
  const start = ['nsd', '-d', '-c', `${folder}/nsd.conf`]
  const script = `${folder}/start.sh`
  const signed = isSigned(spec)
  return {
    files: [
      { path: `${folder}/nsd.conf`, text: nsdConf(served.map((zone) => zone.name)) },
      ...served.map(({ name, text }) => ({ path: zoneFile(name), text })),
      ...(signed ? [{ path: script, text: `${signing(spec)}exec ${start.join(' ')}\n` }] : []),
    ],
    daemon: {
      name: 'nsd',
      argv: signed ? ['sh', '-eu', script] : start,
      ready: [hosts.dns.v4, hosts.dns.v6].flatMap((address) => [
        { proto: 'udp', port: 53, address } as const,
        { proto: 'tcp', port: 53, address } as const,
      ]),
    },
  }
}

function nsdConf(names: readonly string[]): string {
  const each = names.map((name) => `zone:\n  name: "${name}"\n  zonefile: "${zoneFile(name)}"\n`)
  return `server:
  ip-address: ${hosts.dns.v4}
  ip-address: ${hosts.dns.v6}
  server-count: 1
  username: ""
  chroot: ""
  database: ""
  zonesdir: "${folder}"
  zonelistfile: "${folder}/zone.list"
  xfrdfile: "${folder}/xfrd.state"
  # Else /tmp/nsd-xfr-PID, which stays behind, and every world has the same process numbers.
  xfrdir: "${folder}"
  pidfile: "${folder}/nsd.pid"
  rrl-ratelimit: 0
remote-control:
  control-enable: no
${each.join('')}`
}
