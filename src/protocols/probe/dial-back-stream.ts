import type { Banner } from '../../core/mark.ts'
import {
  type DialBackEvent,
  type DialBackRequest,
  type DialBackResult,
  readDialBackEvent,
} from '../../wire/dial-back.ts'
import { type DialledPort, isDialledPort } from '../../wire/control-port.ts'
import { bounds } from '../../wire/protocol.ts'

/** What the probe told of one port. */
export interface DialBackPort {
  /** The port that the probe dialled from: what a socket of this machine shows as its peer's. */
  readonly sourcePort?: number
  readonly connected: boolean
  /** The first line that the probe heard. */
  readonly greeting?: Banner
  /** Whether it was the whole greeting; false where more lines were announced (`220-`) and the last did not come. */
  readonly greetingComplete?: boolean
  /** The key that it was shown, where the port speaks TLS at once. */
  readonly pin?: string
  /** Missing where the stream broke off before. */
  readonly result?: DialBackResult
  readonly tookMs?: number
  /** What stopped the probe, in its own words. */
  readonly failure?: string
}

/** By port. What is told of the control port counts only where something arrived: its silence proves nothing. */
export type DialBackPorts = { readonly [Port in DialledPort]?: DialBackPort }

/** Takes the events of a dial-back line by line, and keeps what they say of each port that was asked for. */
export class DialBackStream {
  readonly #ports = new Map<DialledPort, DialBackPort>()
  readonly #onEvent: (event: DialBackEvent) => void
  #firstLine = ''
  #lines = 0
  #done = false
  #malformed = false

  constructor(asked: DialBackRequest, onEvent: (event: DialBackEvent) => void) {
    for (const key of Object.keys(asked)) {
      const port = Number(key)
      if (isDialledPort(port)) this.#ports.set(port, { connected: false })
    }
    this.#onEvent = onEvent
  }

  take(line: string): void {
    this.#lines += 1
    if (this.#lines === 1) this.#firstLine = line
    if (this.#done || this.#malformed) return
    const read = readDialBackEvent(line)
    if (read.kind === 'unknown' && this.#lines <= bounds.events) return
    if (read.kind !== 'event' || this.#lines > bounds.events || !this.#accept(read.event)) {
      this.#malformed = true
      return
    }
    this.#onEvent(read.event)
  }

  ports(): DialBackPorts {
    return Object.fromEntries(this.#ports)
  }

  /** What came in the place of events, where the request was refused. */
  firstLine(): string {
    return this.#firstLine
  }

  begun(): boolean {
    return this.#lines > 0
  }

  complete(): boolean {
    return this.#done
  }

  malformed(): boolean {
    return this.#malformed
  }

  /** False where the event cannot be meant: a port that was not asked for, one that is over, an end too early. */
  #accept(event: DialBackEvent): boolean {
    if (event.event === 'done') {
      this.#done = [...this.#ports.values()].every(({ result }) => result !== undefined)
      return this.#done
    }
    const before = this.#ports.get(event.port)
    if (before === undefined || before.result !== undefined) return false
    this.#ports.set(event.port, { ...before, ...saidBy(event) })
    return true
  }
}

function saidBy(event: Exclude<DialBackEvent, { event: 'done' }>): Partial<DialBackPort> {
  switch (event.event) {
    case 'connecting':
      return event.sourcePort === undefined ? {} : { sourcePort: event.sourcePort }
    case 'connected':
      return { connected: true, ...(event.sourcePort !== undefined && { sourcePort: event.sourcePort }) }
    case 'greeting':
      return {
        greeting: event.text,
        greetingComplete: event.complete,
        ...(event.tls !== undefined && { pin: event.tls.pin }),
      }
    case 'result':
      return {
        result: event.result,
        tookMs: event.tookMs,
        ...(event.failure !== undefined && { failure: event.failure }),
      }
  }
}
