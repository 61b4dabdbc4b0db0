import { hosts } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import type { DaemonPlan, FilePlan } from './plan.ts'
import { mailCertificate } from './postfix-and-dovecot.ts'
import { isSigned, signing } from './signing.ts'
import { zoneFile, zoneFolder as folder } from './zone-files.ts'
import { zones } from './zones.ts'

/** The one name server that has all zones, which it signs first where they are to be signed. */
export function nsdPlan(spec: WorldSpec): { readonly files: readonly FilePlan[]; readonly daemon: DaemonPlan } {
  const served = zones(spec)
  const start = ['nsd', '-d', '-c', `${folder}/nsd.conf`]
  const script = `${folder}/start.sh`
  const before = [...(spec.names?.tlsa === undefined ? [] : [promised]), ...(isSigned(spec) ? [signing(spec)] : [])]
  return {
    files: [
      { path: `${folder}/nsd.conf`, text: nsdConf(served.map((zone) => zone.name)) },
      ...served.map(({ name, text }) => ({ path: zoneFile(name), text })),
      ...(before.length === 0 ? [] : [{ path: script, text: `${before.join('')}exec ${start.join(' ')}\n` }]),
    ],
    daemon: {
      name: 'nsd',
      argv: before.length === 0 ? start : ['sh', '-eu', script],
      ready: [hosts.dns.v4, hosts.dns.v6].flatMap((address) => [
        { proto: 'udp', port: 53, address } as const,
        { proto: 'tcp', port: 53, address } as const,
      ]),
    },
  }
}

/** A shell script that makes a TLSA record (RFC 6698 §2.1) of the key that the mail server has just made for itself. */
const promised = `while [ ! -e ${mailCertificate} ]; do sleep 0.02; done
digest=$(openssl x509 -in ${mailCertificate} -noout -pubkey | openssl pkey -pubin -outform der | sha256sum | cut -d ' ' -f 1)
echo "_25._tcp.mail.home.test. TLSA 3 1 1 $digest" >> ${zoneFile('home.test.')}
`

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
  # The table for limits that there are none of costs as much to set up as all the zones.
  rrl-size: 1
remote-control:
  control-enable: no
${each.join('')}`
}
