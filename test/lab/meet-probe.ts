import type { ProbeState } from './address-spec.ts'
import { home, hosts, mailPorts, probePort } from './addresses.ts'
import { bundles } from './programs.ts'
import type { Ended } from './messages.ts'
import type { Commands } from './scenario.ts'
import type { Place } from './spec.ts'
import type { Started, World } from './world.ts'

/** A probe as the agent is going to meet it. */
export interface MetProbe {
  /** What goes behind `--probe`. */
  readonly link: string
  /** Ends what is left of it, and says how it ended. */
  stop(): Promise<Ended>
}

/** Who has no IPv4 takes the other line. */
const pasteV6 = /--probe (https:\/\/\[\S+)/
const stateFolder = '/run/lab/probe'
/** A pin like any other (base64url of 32 octets) that is nobody's. */
const othersPin = 'A'.repeat(43)
/** What the probe answers to one address in five minutes before it is busy; a few more do no harm. */
const askings = 24
/** A dial-back that nobody answers begins each of five connections at 0, 1 and 3 s. */
const lostTries = 3 * mailPorts.length

/** Whether a probe with the key behind the `#` is at its place on the internet, also when the run is over. */
export function standsOutside(probe: ProbeState | undefined): boolean {
  const elsewhere: readonly (ProbeState | undefined)[] = [
    'down',
    'dies',
    'other-key',
    'other-version',
    'on-the-router',
    'on-this-machine',
  ]
  return !elsewhere.includes(probe)
}

/** Starts the probe that the world is told to have. */
export async function meetProbe(world: World, commands: Commands): Promise<MetProbe> {
  switch (world.spec.probe) {
    case 'on-the-router':
      return startedAt(world, 'router', home.router, commands)
    case 'on-this-machine':
      return startedAt(world, 'home', home.machine, commands)
    case 'down':
      return stopped(await started(world, commands.probe, commands))
    case 'other-version':
      return otherVersion(world, await stopped(await started(world, commands.probe, commands)))
    case 'busy':
      return askedTooOften(world, await started(world, commands.probe, commands))
    case 'other-key': {
      const probe = await started(world, commands.probe, commands)
      return { ...probe, link: probe.link.replace(/#.*$/, `#${othersPin}`) }
    }
    case 'v4-only':
      return started(world, listeningAt(hosts.probe.v4, commands.probe), commands)
    case 'dies':
      return dying(world, await started(world, commands.probe, commands))
    default:
      return started(world, commands.probe, commands)
  }
}

interface Running extends MetProbe {
  readonly program: Started
}

async function started(
  world: World,
  argv: readonly string[],
  commands: Commands,
  where: Place = 'probe',
): Promise<Running> {
  const paste = world.spec.v4 === 'none' ? pasteV6 : commands.paste
  const program = await world.start(where, argv, { name: 'mailworthy-probe', ready: { line: paste } })
  const link = paste.exec(program.line ?? '')?.[1]
  if (link === undefined) throw new Error(`${paste} has no first group to take the probe's address from`)
  return { link, program, stop: () => program.stop() }
}

/** At home it listens on an address of home, and is called by it. */
async function startedAt(
  world: World,
  where: 'router' | 'home',
  address: string,
  commands: Commands,
): Promise<MetProbe> {
  const probe = await started(world, listeningAt(address, commands.probe), commands, where)
  return { ...probe, link: probe.link.replace(/^https:\/\/.*(?=:\d+#)/, `https://${address}`) }
}

function listeningAt(address: string, argv: readonly string[]): readonly string[] {
  const others = argv.filter((word, index) => word !== '--listen' && argv[index - 1] !== '--listen')
  return [...others, '--listen', address]
}

async function stopped(probe: Running): Promise<MetProbe> {
  const ended = await probe.stop()
  return { link: probe.link, stop: async () => ended }
}

async function otherVersion(world: World, { link }: MetProbe): Promise<MetProbe> {
  const at = [hosts.probe.v4, hosts.probe.v6]
  const argv = ['node', bundles()['other-version'], stateFolder, String(probePort), ...at]
  const program = await world.start('probe', argv, {
    ready: at.map((address) => ({ proto: 'tcp', port: probePort, address }) as const),
  })
  return { link, stop: () => program.stop() }
}

/** Somebody at home has used up what the probe gives to one address. */
async function askedTooOften(world: World, probe: Running): Promise<MetProbe> {
  const asking = [
    'POST /v1/sessions HTTP/1.1',
    'Host: probe.test',
    'Content-Type: application/json',
    'Content-Length: 2',
    'Connection: close',
    '',
    '{}',
  ].join('\\r\\n')
  const once = `printf '${asking}' | openssl s_client -quiet -no-CAfile -no-CApath -no-CAstore -connect ${hosts.probe.v4}:${probePort}`
  const { stdout } = await world.exec('home', ['sh', '-c', `for n in $(seq ${askings}); do ${once}; done`])
  if (!/HTTP\/1\.1 429 /.test(stdout)) throw new Error(`the probe is not busy:\n${stdout}`)
  return probe
}

/** Killed when its dial-back has been silent for three seconds: whatever else it was asked for is done. */
async function dying(world: World, probe: Running): Promise<MetProbe> {
  const ports = mailPorts.map((port) => `dst port ${port}`).join(' or ')
  const tries = `src host ${hosts.probe.v4} and tcp[tcpflags] == tcp-syn and (${ports})`
  const watch = `tcpdump -n -Z root --immediate-mode -i core2 -c ${lostTries} '${tries}' 2>&1`
  await world.start('isp', ['sh', '-c', `${watch} && kill -KILL ${probe.program.pid}`], {
    name: 'end-of-the-probe',
    ready: { line: /listening on/ },
  })
  return probe
}
