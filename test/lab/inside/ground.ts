import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the machine's own /etc can still be read. */
const machineEtc = '/run/machine-etc'

/** These the world writes itself: everything that says how names are found. */
const own: Readonly<Record<string, string>> = {
  'resolv.conf': '',
  hosts: '127.0.0.1 localhost\n::1 localhost\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
}

/**
 * Gives this mount namespace a /run and an /etc of its own. `ip netns` keeps its namespaces in /run/netns, and it lays
 * /etc/netns/NAME/* over /etc/*, which works without root only if both are ours. /etc is a tmpfs full of links to the
 * machine's files (copying them takes 100 to 200 ms), with /etc/resolv.conf a plain file: on many machines it is a link
 * into /run, and nothing can be laid over that.
 */
export function makeGround(): void {
  shell(
    'mount -t tmpfs tmpfs /run',
    `mkdir -p /run/netns /run/lab ${machineEtc}`,
    // Recursive: a user namespace may not uncover what is mounted over /etc/hosts and the like in a container.
    `mount --rbind /etc ${machineEtc}`,
    'mount -t tmpfs tmpfs /etc',
    'ip link set lo up',
    // Daemons that find no syslog write to the console: the machine's own, and slowly (0.5 ms a line).
    '[ ! -e /dev/console ] || mount --bind /dev/null /dev/console',
  )
  for (const entry of readdirSync(machineEtc, { withFileTypes: true })) {
    if (entry.name in own || entry.name === 'netns') continue
    const there = join(machineEtc, entry.name)
    // A relative link (mtab -> ../proc/self/mounts) must keep its meaning.
    symlinkSync(entry.isSymbolicLink() ? readlinkSync(there) : there, join('/etc', entry.name))
  }
  for (const [name, text] of Object.entries(own)) writeFileSync(join('/etc', name), text)
  mkdirSync('/etc/netns')
}

function shell(...commands: readonly string[]): void {
  const done = spawnSync('sh', ['-ec', commands.join('\n')], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the ground of the world could not be made: ${done.stderr}`)
}
