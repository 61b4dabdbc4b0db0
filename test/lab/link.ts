import { spawn } from 'node:child_process'
import type { Answer, Ask, Request } from './messages.ts'

/** The IPC channel to the first process of a world. */
export interface Link {
  /** The process outside: `unshare`, which waits for the first process of the world. */
  readonly pid: number
  open(): boolean
  /** Asks, and throws what the answer says went wrong. */
  ask(ask: Ask): Promise<unknown>
  /** Ends the world; resolves when the kernel has taken down everything in it. */
  end(): Promise<void>
}

/** Time for the kernel to kill the world's processes; then `unshare` is killed, which kills them too. */
const endWithinMs = 5_000
/** What the first process says on stderr is a crash of its own, never much. */
const maxComplaint = 16_384

export function openLink(
  [command = '', ...args]: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Link {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (why: string) => void }>()
  let next = 0
  let open = true
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    if (complaint.length < maxComplaint) complaint += chunk
  })
  const gone = new Promise<void>((resolve) => {
    const over = (why: string) => () => {
      open = false
      for (const { reject } of waiting.values()) reject(`the world ${why}\n${complaint}`)
      waiting.clear()
    }
    child.on('disconnect', over('has ended'))
    child.on('error', (error) => {
      over(`could not be started: ${error.message}`)()
      resolve()
    })
    // unshare has waited for process 1, and process 1 is not gone before all others of its namespace are.
    child.on('exit', () => {
      over('has ended')()
      resolve()
    })
  })
  child.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('error' in answer) asked?.reject(answer.error)
    else asked?.resolve(answer.value)
  })

  function ask(what: Ask): Promise<unknown> {
    // Made here, so that its stack leads to the test and not to the arrival of an answer.
    const failure = new Error()
    return new Promise((resolve, rejectWith) => {
      const reject = (why: string): void => {
        failure.message = why
        rejectWith(failure)
      }
      if (!open) return reject(`the world has ended\n${complaint}`)
      const request: Request = { id: next++, ask: what }
      waiting.set(request.id, { resolve, reject })
      child.send(request, (error) => {
        if (error === null) return
        waiting.delete(request.id)
        reject(error.message)
      })
    })
  }

  async function end(): Promise<void> {
    if (open) ask({ do: 'end' }).catch(() => {})
    const timer = setTimeout(() => child.kill('SIGKILL'), endWithinMs)
    await gone
    clearTimeout(timer)
  }

  return { pid: child.pid ?? -1, open: () => open, ask, end }
}
