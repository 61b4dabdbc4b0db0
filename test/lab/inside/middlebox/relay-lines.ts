import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export interface Upstream {
  readonly host: string
  readonly port: number
}

/** What becomes of each line, CRLF left out, on its way. */
export interface Rewriting {
  /** The lines that the caller hears in place of this one of the server's. */
  fromServer(line: string): readonly string[]
  /** What the server hears in place of a command, or what the caller is told at once. */
  fromCaller(line: string): { readonly pass: string } | { readonly answer: string }
}

/**
 * Passes a conversation on to the host that was dialled, line by line, and each through `rewriting`; once TLS has been
 * agreed it is nothing but bytes.
 */
export function relayLines(caller: Socket, to: Upstream, rewriting: Rewriting): void {
  const server = connect({ ...to, allowHalfOpen: true })
  tieTogether(caller, server)
  let agreed = false
  eachLine(
    server,
    (line) => {
      for (const said of rewriting.fromServer(line)) caller.write(`${said}\r\n`, 'latin1')
      if (agreed && /^(220|\S+ OK)/i.test(line)) {
        passBytes(caller, server)
        return 'enough'
      }
      agreed = false
      return 'go-on'
    },
    (text) => caller.write(text, 'latin1'),
  )
  eachLine(
    caller,
    (line) => {
      const heard = rewriting.fromCaller(line)
      if ('answer' in heard) caller.write(`${heard.answer}\r\n`, 'latin1')
      else server.write(`${heard.pass}\r\n`, 'latin1')
      agreed = 'pass' in heard && isStartTls(heard.pass)
      // What comes after the command is for TLS, and it comes only when the server has agreed.
      return 'go-on'
    },
    (text) => server.write(text, 'latin1'),
  )
}

/** In SMTP, or in IMAP with a tag before it. */
export function isStartTls(command: string): boolean {
  return /^((?!EHLO )\S+ )?STARTTLS$/i.test(command)
}

/** When one end goes, the other does. */
export function tieTogether(one: Duplex, other: Duplex): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on('error', () => to.destroy())
    from.on('end', () => to.end())
    from.on('close', () => to.destroy())
  }
}

/** What is left of a line is not waited for any longer: a firewall on the way sees packets, and passes them on. */
const restMs = 50

/** Gives each whole line to `take` until it has had enough, and what is no whole line to `rest`. */
export function eachLine(
  stream: Duplex,
  take: (line: string) => 'go-on' | 'enough',
  rest: (text: string) => void = () => {},
): void {
  let waiting = ''
  let timer: NodeJS.Timeout | undefined
  const hear = (chunk: Buffer): void => {
    clearTimeout(timer)
    waiting += chunk.toString('latin1')
    const lines = waiting.split('\r\n')
    waiting = lines.pop() ?? ''
    for (const line of lines) {
      if (take(line) === 'enough') {
        stream.off('data', hear)
        return
      }
    }
    if (waiting === '') return
    timer = setTimeout(() => {
      rest(waiting)
      waiting = ''
    }, restMs)
  }
  stream.on('data', hear)
  stream.on('close', () => clearTimeout(timer))
}

function passBytes(one: Duplex, other: Duplex): void {
  one.removeAllListeners('data')
  other.removeAllListeners('data')
  one.pipe(other)
  other.pipe(one)
}
