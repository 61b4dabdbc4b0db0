import { setMaxListeners } from 'node:events'

/** What Ctrl-C and a polite kill mean to a command. */
export interface Interruption {
  readonly signal: AbortSignal
  /** Which of the two it was, once it has come. */
  by(): NodeJS.Signals | undefined
  /** The system's own meaning again. */
  forget(): void
}

/** The first signal ends the work in good order; a second one has the system's own meaning and kills at once. */
export function interruption(program: NodeJS.Process): Interruption {
  const controller = new AbortController()
  // Every operation of a run listens to the one signal: no leak.
  setMaxListeners(0, controller.signal)
  const signals = ['SIGINT', 'SIGTERM'] as const
  const forget = () => {
    for (const name of signals) program.off(name, interrupt)
  }
  let came: NodeJS.Signals | undefined
  const interrupt = (name: NodeJS.Signals) => {
    forget()
    came = name
    controller.abort(new DOMException('interrupted', 'AbortError'))
  }
  for (const name of signals) program.on(name, interrupt)
  return { signal: controller.signal, by: () => came, forget }
}
