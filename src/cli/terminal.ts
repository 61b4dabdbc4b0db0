import { createInterface } from 'node:readline'

/** Where a command writes: the only way out to the screen. */
export interface Terminal {
  /** To stdout: what was asked for. */
  out(text: string): void
  /** To stderr: everything else. */
  err(text: string): void
  /** Characters in a line of stdout. */
  readonly width: number
  /** Whether stdout is to be coloured. */
  readonly colour: boolean
  /** Whether somebody watches stderr. */
  readonly watched: boolean
  /** Whether somebody sits at the keyboard, too. */
  readonly interactive: boolean
  /** Asks on stderr, and gives the line that was typed; empty where nobody answers. */
  ask(question: string): Promise<string>
}

const usualWidth = 80

export function terminalOf(program: NodeJS.Process): Terminal {
  const { stdout, stderr, env } = program
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    // A pseudo-terminal that nobody has given a size has none: 0.
    width: stdout.columns || (columnsOf(env['COLUMNS']) ?? usualWidth),
    colour: wantsColour(env, stdout.isTTY === true),
    watched: stderr.isTTY === true && env['TERM'] !== 'dumb',
    interactive: stderr.isTTY === true && program.stdin.isTTY === true && env['TERM'] !== 'dumb',
    ask: (question) => ask(program, question),
  }
}

async function ask({ stdin, stderr }: NodeJS.Process, question: string): Promise<string> {
  const lines = createInterface({ input: stdin, output: stderr })
  try {
    return await new Promise((resolve) => {
      // Ctrl-D, and a terminal that is gone.
      lines.once('close', () => resolve(''))
      // Ctrl-C at a question is a no.
      lines.once('SIGINT', () => lines.close())
      lines.question(question, resolve)
    })
  } finally {
    lines.close()
  }
}

/** https://no-color.org, and FORCE_COLOR as chalk and kleur know it: 0 and false mean no. */
export function wantsColour(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = env
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTerminal && TERM !== 'dumb'
}

function columnsOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined
}
