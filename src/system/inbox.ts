import type { Socket } from 'node:net'
import type { Failed, Outcome } from '../core/failure.ts'
import { failed, success } from '../core/failure.ts'
import { classify } from './classify.ts'

/** Words of an unfinished line that are kept as evidence. */
const LONGEST_EVIDENCE = 80
const LF = 0x0a
const CR = 0x0d
/** TLS record: content type handshake, major version 3 (RFC 8446 §5.1). */
const TLS_HANDSHAKE = 0x16
const TLS_MAJOR = 0x03

/**
 * What has arrived on a socket and was not read yet.
 *
 * Bounded: it takes bytes from the socket only while somebody waits for them and the last wait was not satisfied; Node
 * itself keeps at most its high-water mark, and then the kernel's window closes.
 */
export class Inbox {
  /** Why nothing more will come, once everything that came was read. */
  failure: Failed | undefined
  #socket: Socket
  #kept: Buffer = Buffer.alloc(0)
  #watcher: (() => void) | undefined
  #onReadable = () => this.nudge()
  #onEnd = () => this.#finish(failed('closed'))
  #onError = (error: Error) => this.#finish(classify(error, 'use'))
  #onClose = () => this.#finish(failed('closed'))

  constructor(socket: Socket) {
    this.#socket = socket
    if (socket.destroyed) this.failure = failed('closed')
    socket.on('readable', this.#onReadable).on('end', this.#onEnd).on('error', this.#onError).on('close', this.#onClose)
    // Whatever happens after we have left, an 'error' event without a listener would end the program.
    socket.on('error', ignore)
  }

  /** Bytes that are here and unread. */
  get size(): number {
    return this.#kept.length + this.#socket.readableLength
  }

  /** Calls `look` now and after every arrival, until the function that is returned is called. One watcher at a time. */
  watch(look: () => void): () => void {
    if (this.#watcher !== undefined) throw new Error('this conversation is being read already')
    this.#watcher = look
    look()
    return () => {
      this.#watcher = undefined
    }
  }

  /** Lets the watcher look again. */
  nudge() {
    this.#watcher?.()
  }

  /** Stops listening. What was taken from the socket and not read is put back for whoever reads it next. */
  leave() {
    this.#socket
      .off('readable', this.#onReadable)
      .off('end', this.#onEnd)
      .off('error', this.#onError)
      .off('close', this.#onClose)
    if (this.#kept.length > 0 && !this.#socket.destroyed && !this.#socket.readableEnded)
      this.#socket.unshift(this.#kept)
    this.#kept = Buffer.alloc(0)
  }

  /** The next line, without CRLF or LF; undefined while it is unfinished. */
  takeLine(maxBytes: number): Outcome<string> | undefined {
    for (;;) {
      const at = this.#kept.indexOf(LF)
      if (at >= 0) {
        const length = at > 0 && this.#kept[at - 1] === CR ? at - 1 : at
        if (length > maxBytes) return failed('too-much', `a line of ${length} bytes`)
        return success(this.#cut(length, at + 1).toString('utf8'))
      }
      // One byte more than the limit may still be the CR before the LF.
      if (this.#kept.length > maxBytes + 1) return failed('too-much', `a line of more than ${maxBytes} bytes`)
      if (!this.#fetch()) return this.#unfinished()
    }
  }

  /** Whatever is here, at most `maxBytes`; undefined while there is nothing. */
  take(maxBytes: number): Outcome<Uint8Array> | undefined {
    if (this.#kept.length === 0 && !this.#fetch()) return this.failure
    const length = Math.min(maxBytes, this.#kept.length)
    return success(this.#cut(length, length))
  }

  /** Whether what is here looks like the beginning of a TLS handshake and not like words. */
  beginsTls(): boolean {
    if (this.#kept.length === 0) this.#fetch()
    return this.#kept[0] === TLS_HANDSHAKE && (this.#kept.length < 2 || this.#kept[1] === TLS_MAJOR)
  }

  #cut(length: number, consumed: number): Buffer {
    const taken = Buffer.from(this.#kept.subarray(0, length))
    this.#kept = this.#kept.subarray(consumed)
    return taken
  }

  #fetch(): boolean {
    const chunk: Buffer | null = this.#socket.read()
    if (chunk === null || chunk.length === 0) return false
    this.#kept = this.#kept.length === 0 ? chunk : Buffer.concat([this.#kept, chunk])
    return true
  }

  #unfinished(): Failed | undefined {
    if (this.failure === undefined || this.#kept.length === 0) return this.failure
    const words = this.#kept.subarray(0, LONGEST_EVIDENCE).toString('utf8')
    return failed(this.failure.failure, `in the middle of a line: ${words}`)
  }

  #finish(failure: Failed) {
    // The first reason is the true one: 'close' follows every 'error'.
    this.failure ??= failure
    this.nudge()
  }
}

function ignore() {}
