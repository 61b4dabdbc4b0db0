import { setMaxListeners } from 'node:events'

/** What Ctrl-C, a polite kill and a terminal that was closed mean to a command. */
export interface Interruption {
  readonly signal: AbortSignal
  /** Which of them it was, once it has come. */
  by(): NodeJS.Signals | undefined
  /** The system's own meaning again. */
  forget(): void
}

/** A second one has the system's own meaning and kills at once. */
const twice = ['SIGINT', 'SIGTERM'] as const
/** Of a terminal that goes the kernel tells, and often the shell and npm once more: nobody has asked twice. */
const once = 'SIGHUP'

/** The first signal ends the work in good order. */
export function interruption(program: NodeJS.Process): Interruption {
  const controller = new AbortController()
  // Every operation of a run listens to the one signal: no leak.
  setMaxListeners(0, controller.signal)
  const yieldToSystem = () => {
    for (const name of twice) program.off(name, interrupt)
  }
  let came: NodeJS.Signals | undefined
  const interrupt = (name: NodeJS.Signals) => {
    yieldToSystem()
    came ??= name
    controller.abort(new DOMException('interrupted', 'AbortError'))
  }
  for (const name of [...twice, once]) program.on(name, interrupt)
  return {
    signal: controller.signal,
    by: () => came,
    forget() {
      yieldToSystem()
      program.off(once, interrupt)
    },
  }
}
