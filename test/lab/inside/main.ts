/**
 * The first process of a world: it lives in namespaces of its own and does what the test outside asks over IPC. It is
 * process 1 of its process namespace, so when it goes, for whatever reason, the kernel takes everything else along.
 */
import type { Answer, Ask, ExecAsk, Request, StartAsk, StopAsk, Took, Up } from '../messages.ts'
import { makeGround } from './ground.ts'
import { launch, type Program } from './program.ts'
import { untilReady } from './ready.ts'
import { together } from './together.ts'
import { up } from './up.ts'

/** After SIGTERM or SIGINT; a program that is not gone by then is killed, and the signal says so. */
const patienceWithStopping = 10_000

function main(): void {
  const programs = new Map<string, Program>()
  const did: { [A in Ask as A['do']]: (ask: A) => Promise<unknown> } = {
    raise: async ({ plan }): Promise<Took> => {
      const began = performance.now()
      makeGround()
      const ground = performance.now() - began
      const took = await up(plan, (where, daemon) =>
        begin(programs, { do: 'start', name: daemon.name, where, argv: daemon.argv, ready: { sockets: daemon.ready } }),
      )
      return { ground, ...took }
    },
    exec,
    together,
    start: (ask) => begin(programs, ask),
    stop: (ask) => stop(programs, ask),
    logs: async () => Object.fromEntries([...programs].map(([name, it]) => [name, it.stdout() + it.stderr()])),
    end: async () => process.exit(0),
  }
  const answer = async ({ id, ask }: Request): Promise<Answer> => {
    try {
      const act = did[ask.do] as (ask: Ask) => Promise<unknown>
      return { id, value: await act(ask) }
    } catch (error) {
      return { id, error: error instanceof Error ? error.message : String(error) }
    }
  }
  process.on('message', (request: Request) => {
    void answer(request).then((reply) => process.send?.(reply))
  })
  // The test has gone.
  process.on('disconnect', () => process.exit(0))
}

async function exec(ask: ExecAsk): Promise<unknown> {
  const program = launch(ask)
  let late = false
  const timer = setTimeout(() => {
    late = true
    program.signal('SIGKILL')
  }, ask.timeoutMs)
  const ended = await program.ended
  clearTimeout(timer)
  if (late) {
    throw new Error(`${ask.argv.join(' ')} took more than ${ask.timeoutMs} ms\n${ended.stdout}${ended.stderr}`)
  }
  return ended
}

async function begin(programs: Map<string, Program>, ask: StartAsk): Promise<Up> {
  if (programs.get(ask.name)?.running()) throw new Error(`${ask.name} is running already`)
  const program = launch(ask)
  programs.set(ask.name, program)
  try {
    const line = await untilReady(program, ask.ready)
    return { pid: program.pid, ...(line === undefined ? {} : { line }) }
  } catch (error) {
    program.signal('SIGKILL')
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`${ask.name} in ${ask.where} ${why}`, { cause: error })
  }
}

async function stop(programs: Map<string, Program>, { name, signal }: StopAsk): Promise<unknown> {
  const program = programs.get(name)
  if (program === undefined) throw new Error(`${name} was never started`)
  program.signal(signal)
  const timer = setTimeout(() => program.signal('SIGKILL'), patienceWithStopping)
  const ended = await program.ended
  clearTimeout(timer)
  return ended
}

main()
