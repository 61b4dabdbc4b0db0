import { basename } from 'node:path'
import { attachLogs } from './attach-logs.ts'
import { labPath, labRefusal, unshareArgv } from './gate.ts'
import { type Link, openLink } from './link.ts'
import type { Ended, ExecAsk, StartAsk, Took, Up, Where } from './messages.ts'
import { plan } from './plan/plan.ts'
import { bundles, repository } from './programs.ts'
import { isListening, type SocketRow, socketTable } from './socket-table.ts'
import type { Place, WorldSpec } from './spec.ts'
import { type ExecOptions, readiness, type Started, type StartOptions, type World } from './world.ts'

const execTimeoutMs = 20_000

/** Raises a world; resolves when everything in it is up. Its daemons' logs join the message of a test that fails (see `attachLogs`). */
export async function raise(spec: WorldSpec, whenFailed?: Parameters<typeof attachLogs>[1]): Promise<World> {
  const { main, ...own } = bundles()
  const unshare = unshareArgv()
  if (unshare === undefined) throw new Error(`no world can be raised here: ${labRefusal()}`)
  const link = openLink([...unshare, process.execPath, main], { cwd: repository, env: { PATH: labPath } })
  try {
    const took = (await link.ask({ do: 'raise', plan: plan(spec, { node: process.execPath, ...own }) })) as Took
    const world = worldOn(link, spec, took)
    attachLogs(world, whenFailed)
    return world
  } catch (error) {
    await link.end()
    throw error
  }
}

function worldOn(link: Link, spec: WorldSpec, took: Took): World {
  let lastLogs: Readonly<Record<string, string>> = {}

  async function exec(where: Where, argv: readonly string[], options: ExecOptions = {}): Promise<Ended> {
    const ask: ExecAsk = { do: 'exec', where, argv, timeoutMs: execTimeoutMs, ...options }
    return (await link.ask(ask)) as Ended
  }

  async function must(where: Where, argv: readonly string[], input?: string): Promise<string> {
    const ended = await exec(where, argv, input === undefined ? {} : { input })
    if (ended.code !== 0) throw new Error(`${argv.join(' ')} in ${where} ended with ${ended.code}: ${ended.stderr}`)
    return ended.stdout
  }

  async function start(where: Where, argv: readonly string[], options: StartOptions): Promise<Started> {
    const name = options.name ?? basename(argv[0] ?? '')
    const ask: StartAsk = { do: 'start', name, where, argv, ready: readiness(options.ready), ...envOf(options) }
    const up = (await link.ask(ask)) as Up
    return {
      ...up,
      name,
      log: () => log(name),
      stop: async (signal = 'SIGTERM') => (await link.ask({ do: 'stop', name, signal })) as Ended,
    }
  }

  async function sockets(place: Place): Promise<readonly SocketRow[]> {
    const tables = ['tcp', 'tcp6', 'udp', 'udp6'].map((name) => `/proc/net/${name}`)
    // The head of each table of UDP ends in words that none of TCP has.
    const [tcp = '', ...udp] = (await must(place, ['cat', ...tables])).split(/^.* pointer drops.*$/m)
    return [...socketTable('tcp', tcp), ...socketTable('udp', udp.join(''))].filter(isListening)
  }

  async function logs(): Promise<Readonly<Record<string, string>>> {
    if (link.open()) lastLogs = (await link.ask({ do: 'logs' })) as Record<string, string>
    return lastLogs
  }

  async function log(name: string): Promise<string> {
    const text = (await logs())[name]
    if (text === undefined) throw new Error(`nothing called ${name} was started in this world`)
    return text
  }

  async function end(): Promise<void> {
    // A world that was killed has nothing more to say.
    await logs().catch(() => {})
    await link.end()
  }

  return {
    spec,
    took,
    pid: link.pid,
    exec,
    together: async (where, argvs) =>
      (await link.ask({ do: 'together', where, argvs, timeoutMs: execTimeoutMs })) as Ended[],
    start,
    nft: async (place, text) => void (await must(place, ['nft', '-f', '-'], `${text}\n`)),
    sockets,
    log,
    logs,
    end,
    [Symbol.asyncDispose]: end,
  }
}

function envOf(options: StartOptions): Pick<StartAsk, 'env'> {
  return options.env === undefined ? {} : { env: options.env }
}
