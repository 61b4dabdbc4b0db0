import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { systemHost } from '../../../src/system/host/host.ts'
import { readFirewall } from '../../../src/system/host/read-firewall.ts'
import type { CallerTask, Comparison, Endpoints, Trial } from '../filter-trial.ts'

/**
 * The first process of a network namespace of its own. It makes a second one for a caller, and for each ruleset that
 * it is given it says what the rules would do with each port, and what they did. One line of JSON a ruleset.
 */
const { rulesets, machine, caller, ports, listens, patienceMs }: Trial = JSON.parse(
  readFileSync(process.argv[2] ?? '', 'utf8'),
)

function sh(commands: string): void {
  const { status, stderr } = spawnSync('sh', ['-ec', commands], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

const hardware = { machine: '02:00:00:00:00:07', caller: '02:00:00:00:00:10' }

// Neighbours are known for good: what the rules do to their discovery is not what is asked here. And every refusal is
// sent: the kernel would send some six of them a caller, then one a second.
const addressing = (own: Endpoints, other: Endpoints, neighbour: string) => `
  for f in /proc/sys/net/ipv6/conf/*/accept_dad; do echo 0 >$f; done
  echo 0 >/proc/sys/net/ipv4/icmp_ratelimit; echo 0 >/proc/sys/net/ipv6/icmp/ratelimit
  ip link set lo up; ip link set eth0 up
  ip neigh replace ${other.v4} lladdr ${neighbour} dev eth0 nud permanent
  ip neigh replace ${other.v6} lladdr ${neighbour} dev eth0 nud permanent
  ip -4 addr add ${own.v4}/32 dev eth0; ip -6 addr add ${own.v6}/128 dev eth0 nodad
  ip -4 route add ${other.v4} dev eth0 src ${own.v4}; ip -6 route add ${other.v6} dev eth0 src ${own.v6}`

const far = spawn('unshare', ['--net', process.execPath, process.argv[3] ?? ''], {
  stdio: ['pipe', 'pipe', 'inherit'],
})
const answers = createInterface({ input: far.stdout })[Symbol.asyncIterator]()
// Its first line: the namespace is there.
await answers.next()
sh(
  `ip link add eth0 address ${hardware.machine} type veth peer name eth0 address ${hardware.caller} netns ${pidOf(far)}`,
)
sh(addressing(machine, caller, hardware.caller))
await ask({ setUp: addressing(caller, machine, hardware.machine) })

for (const port of listens) {
  const server = createServer((socket) => socket.on('error', () => {}).end('hello')).listen({
    port,
    host: '::',
    ipv6Only: false,
  })
  await once(server, 'listening')
}
for (const loading of rulesets) {
  // With the connections that the rules before saw: one whose end went unseen stays "established", and a new one from
  // the same port of the caller would be let in as that.
  sh('nft flush ruleset; conntrack --flush; ipset destroy')
  const refused = loading.flatMap(({ command, input }) => {
    const { status, stderr } = spawnSync('sh', ['-ec', command], { input, encoding: 'utf8' })
    return status === 0 ? [] : [stderr]
  })
  if (refused.length > 0) {
    print({ refused: refused.join('\n') })
    continue
  }
  const host = systemHost(undefined, { firewall: await readFirewall() })
  const seen = await ask({ targets: targets(), patienceMs })
  const told = await Promise.all(
    targets().map(({ family, port }) =>
      // Once it is left to the host to find out where the caller comes in.
      host.firewall({ family, port, from: caller[family], ...(port === ports[0] ? {} : { interface: 'eth0' }) }),
    ),
  )
  print({ compared: targets().map((target, at) => ({ ...target, told: told[at], seen: seen[at] ?? 'nothing' })) })
}
far.kill()
process.exit(0)

function targets() {
  return (['v4', 'v6'] as const).flatMap((family) => ports.map((port) => ({ family, port, address: machine[family] })))
}

async function ask(task: CallerTask): Promise<string[]> {
  far.stdin.write(`${JSON.stringify(task)}\n`)
  return JSON.parse((await answers.next()).value ?? '[]')
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('unshare did not start')
  return child.pid
}

function print(comparison: Comparison): void {
  process.stdout.write(`${JSON.stringify(comparison)}\n`)
}
