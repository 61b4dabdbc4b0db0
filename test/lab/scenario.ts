import { hosts, mailPorts, portalPage, probePort, stunPort } from './addresses.ts'
import { meetProbe } from './meet-probe.ts'
import type { Ended } from './messages.ts'
import { mailCertificate } from './plan/postfix-and-dovecot.ts'
import { rememberingIn, runAs } from './run-as.ts'
import type { WorldSpec } from './spec.ts'
import type { World } from './world.ts'

/** What is run in a world, and where the one learns of the other. */
export interface Commands {
  /** Runs on the machine of its own that the internet has for it. */
  readonly probe: readonly string[]
  /** The line the probe prints when it can be asked; the first group is what goes behind `--probe`. */
  readonly paste: RegExp
  /** Runs at home, given that first group. */
  readonly agent: (link: string) => readonly string[]
}

export interface ScenarioResult {
  readonly link: string
  /** What the agent printed, parsed; undefined if that is no JSON. */
  readonly report: unknown
  readonly agent: Ended
  readonly probe: Ended
}

/** Far above the 13 s that a run may take at most: a busy machine, twice. */
const agentTimeoutMs = 60_000
/** Starts the probe, runs the agent against it, lets `afterwards` look while the probe still runs, ends the probe. */
export async function playScenario(
  world: World,
  commands: Commands = usualCommands(),
  afterwards: (report: unknown, link: string) => Promise<void> = async () => {},
): Promise<ScenarioResult> {
  const probe = await meetProbe(world, commands)
  const { link } = probe
  const remembers = await rememberingIn(world, '/run/lab/state-of-agent')
  const argv = [...runAs(world.spec.agent), ...withoutProbe(world.spec, commands.agent(link))]
  const agent = await world.exec('home', argv, {
    timeoutMs: agentTimeoutMs,
    env: { NODE_EXTRA_CA_CERTS: await believedIn(world), ...remembers },
  })
  const report = parsed(agent.stdout)
  await afterwards(report, link)
  return { link, report, agent, probe: await probe.stop() }
}

/** Hosts that are to the agent as those with a certificate that everybody believes in; all others vouch for themselves. */
async function believedIn(world: World): Promise<string> {
  const { globalping, names, serves } = world.spec
  const files = [
    `/run/lab/${globalping === undefined ? 'mx.test' : 'api.globalping.io'}.pem`,
    ...(names?.policy === undefined ? [] : ['/run/lab/mta-sts.home.test.pem']),
    ...(names === undefined || serves !== 'mail' ? [] : [mailCertificate]),
  ]
  const [only = '', ...others] = files
  if (others.length === 0) return only
  const all = '/run/lab/believed.pem'
  const { code, stderr } = await world.exec('home', ['sh', '-c', `cat ${files.join(' ')} > ${all}`])
  if (code !== 0) throw new Error(stderr)
  return all
}

interface More {
  /** `built-in`: the agent is told of no witness, and asks the public ones that it knows by name. */
  readonly witnesses?: 'given' | 'built-in'
  readonly probe?: readonly string[]
  readonly agent?: readonly string[]
}

/** The two programs as installed, with the lab's hosts in place of the public witnesses that both know. */
export function usualCommands(more: More = {}): Commands {
  const listen = [hosts.probe.v4, hosts.probe.v6].flatMap((address) => ['--listen', address])
  const canaries = mailPorts.flatMap((port) => ['--canary', `mx.test:${port}`])
  const itself = ['--port', String(probePort), '--name', 'probe.test', '--state', '/run/lab/probe']
  const stun = ['stun.test', 'stun-second.test'].flatMap((host) => ['--stun', `${host}:${stunPort}`])
  const exchangers = ['mx.test', 'mx2.test'].flatMap((host) => ['--mx', host])
  const servers = mailPorts.filter((port) => port !== 25).flatMap((port) => ['--server', `mx.test:${port}`])
  const given = [...stun, ...exchangers, ...servers, '--portal', `${portalPage.url}=${portalPage.text}`]
  const witnesses = more.witnesses === 'built-in' ? [] : given
  return {
    probe: ['node', 'bin/mailworthy-probe.js', ...listen, ...itself, ...canaries, ...(more.probe ?? [])],
    paste: /--probe (https:\/\/\S+)/,
    agent: (link) => [
      'node',
      'bin/mailworthy.js',
      'check',
      '--json',
      '--probe',
      link,
      ...witnesses,
      ...(more.agent ?? []),
    ],
  }
}

function withoutProbe({ probe }: WorldSpec, argv: readonly string[]): readonly string[] {
  return probe === 'none' ? argv.filter((word, index) => word !== '--probe' && argv[index - 1] !== '--probe') : argv
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
