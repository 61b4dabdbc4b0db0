import { type Failure, failed, type Outcome, success } from '../../src/core/failure.ts'
import type { Conversation, TlsSession } from '../../src/core/line.ts'
import { type VirtualClock, virtualClock } from './virtual-clock.ts'

/** What the far end does next. It waits at `hears` and `tls` until we have done our part. */
export type Step =
  /** A line, to which CRLF is added. */
  | { readonly says: string }
  /** Text without a line end. */
  | { readonly saysRaw: string }
  /** A line from us, whole or by pattern; anything else ends the script with `reset`. */
  | { readonly hears: string | RegExp }
  /** Nothing for so long. */
  | { readonly silentMs: number }
  /** TLS is agreed, or not. */
  | { readonly tls: Failure | Partial<TlsSession> }
  | { readonly ends: 'closed' | 'reset' }

export interface Scripted {
  readonly conversation: Conversation
  readonly clock: VirtualClock
  /** The lines that were written to it. */
  readonly heard: readonly string[]
  /** How many steps were not reached. */
  left(): number
  ended(): boolean
}

const someTls: TlsSession = {
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_128_GCM_SHA256',
  pin: 'p'.repeat(43),
  spki: '',
  subject: 'CN=probe',
  issuer: 'CN=probe',
  notAfter: '2046-01-01T00:00:00.000Z',
  trusted: false,
  names: [],
  chain: [],
}

/** A conversation whose far end follows a script, in virtual time and without a socket. At the script's end it is silent. */
export function scripted(script: readonly Step[], clock: VirtualClock = virtualClock()): Scripted {
  const steps = [...script]
  const heard: string[] = []
  let buffer = ''
  let written = ''
  let tls: TlsSession | undefined
  let over: Failure | undefined
  let ended = false

  /** Lets the far end go on until it has said something, or fails as a reading would. */
  function proceed(msLeft: () => number): Failure | undefined {
    for (;;) {
      const step = steps[0]
      if (over !== undefined) return over
      if (step !== undefined && 'says' in step) buffer += `${step.says}\r\n`
      else if (step !== undefined && 'saysRaw' in step) buffer += step.saysRaw
      else if (step !== undefined && 'ends' in step) over = step.ends
      else {
        const silent = step !== undefined && 'silentMs' in step ? step.silentMs : Number.POSITIVE_INFINITY
        const wait = Math.min(silent, msLeft())
        clock.advance(wait)
        if (wait < silent) {
          if (silent !== Number.POSITIVE_INFINITY) steps[0] = { silentMs: silent - wait }
          return 'timed-out'
        }
        steps.shift()
        continue
      }
      steps.shift()
      if (over === undefined) return undefined
    }
  }

  function hear(line: string): void {
    heard.push(line)
    // What the far end says without being asked is on its way before our line reaches it.
    while (steps[0] !== undefined && ('says' in steps[0] || 'saysRaw' in steps[0])) proceed(() => 0)
    const step = steps[0]
    if (step === undefined || !('hears' in step)) return
    const expected = typeof step.hears === 'string' ? step.hears === line : step.hears.test(line)
    if (expected) steps.shift()
    else over = 'reset'
  }

  const conversation: Conversation = {
    local: { address: '192.0.2.1', port: 40_000 },
    remote: { address: '198.51.100.10', port: 25 },
    get tls() {
      return tls
    },
    async readLine({ maxBytes = 512, ms = 7000 } = {}): Promise<Outcome<string>> {
      const end = clock.elapsed() + ms
      for (;;) {
        const line = buffer.indexOf('\n')
        if (line >= 0 ? line + 1 > maxBytes : buffer.length >= maxBytes) return failed('too-much')
        if (line >= 0) {
          const text = buffer.slice(0, line).replace(/\r$/, '')
          buffer = buffer.slice(line + 1)
          return success(text)
        }
        const failure = proceed(() => end - clock.elapsed())
        if (failure !== undefined) return failed(failure)
      }
    },
    async read({ maxBytes, ms = 7000 }): Promise<Outcome<Uint8Array>> {
      const end = clock.elapsed() + ms
      if (buffer === '') {
        const failure = proceed(() => end - clock.elapsed())
        if (failure !== undefined) return failed(failure)
      }
      const taken = buffer.slice(0, maxBytes)
      buffer = buffer.slice(maxBytes)
      return success(Buffer.from(taken, 'latin1'))
    },
    async write(data): Promise<Outcome<void>> {
      if (over !== undefined || ended) return failed(over ?? 'closed')
      written += typeof data === 'string' ? data : Buffer.from(data).toString('latin1')
      const lines = written.split('\r\n')
      written = lines.pop() ?? ''
      for (const line of lines) hear(line)
      return success(undefined)
    },
    async startTls(): Promise<Outcome<TlsSession>> {
      while (steps[0] !== undefined && ('says' in steps[0] || 'saysRaw' in steps[0])) proceed(() => 0)
      if (buffer !== '') return failed('plaintext-injected')
      const step = steps.shift()
      if (step === undefined || !('tls' in step)) return failed('tls-failed')
      if (typeof step.tls === 'string') return failed(step.tls)
      tls = { ...someTls, ...step.tls }
      return success(tls)
    },
    end() {
      ended = true
    },
  }
  return { conversation, clock, heard, left: () => steps.length, ended: () => ended }
}
