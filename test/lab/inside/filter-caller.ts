import { spawnSync } from 'node:child_process'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import type { CallerTask, Target } from '../filter-trial.ts'

/** Calls, from a network namespace of its own, whom it is told to call: a line of JSON in, a line of JSON out. */
process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  const task: CallerTask = JSON.parse(line)
  if ('setUp' in task) {
    const { status, stderr } = spawnSync('sh', ['-ec', task.setUp], { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    process.stdout.write('[]\n')
  } else {
    const seen = await Promise.all(task.targets.map((target) => call(target, task.patienceMs)))
    process.stdout.write(`${JSON.stringify(seen)}\n`)
  }
}

/** What a plain caller sees: `connected`, `silence`, or the word of the error. */
function call({ address, port }: Target, patienceMs: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port })
    const timer = setTimeout(() => end('silence'), patienceMs)
    const end = (seen: string) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(seen)
    }
    // A connection is one that carries something.
    socket.once('data', () => end('connected'))
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'error'))
  })
}
