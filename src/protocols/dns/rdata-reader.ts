import { readName } from './read-name.ts'

/**
 * Reads the data of one record field by field. A field that does not fit reads as nothing and refuses the whole, so
 * that the formats can be written down without a branch after every field.
 */
export class RdataReader {
  readonly #message: Uint8Array
  readonly #end: number
  #at: number
  #refused = false

  constructor(message: Uint8Array, start: number, end: number) {
    this.#message = message
    this.#at = start
    this.#end = end
  }

  /** Bytes not read yet. */
  left(): number {
    return this.#end - this.#at
  }

  refused(): boolean {
    return this.#refused
  }

  /** For a field that has the right size and makes no sense. */
  refuse(): void {
    this.#refused = true
  }

  /** Whether every field fitted and nothing is left. */
  complete(): boolean {
    return !this.#refused && this.#at === this.#end
  }

  bytes(length: number): Uint8Array {
    if (length > this.left()) {
      this.refuse()
      return new Uint8Array(0)
    }
    const taken = this.#message.subarray(this.#at, this.#at + length)
    this.#at += length
    return taken
  }

  rest(): Uint8Array {
    return this.bytes(this.left())
  }

  u8(): number {
    return this.#number(1)
  }

  u16(): number {
    return this.#number(2)
  }

  u32(): number {
    return this.#number(4)
  }

  name(): string {
    const read = readName(this.#message, this.#at)
    if (read === undefined || read.end > this.#end) {
      this.refuse()
      return ''
    }
    this.#at = read.end
    return read.name
  }

  #number(width: number): number {
    return this.bytes(width).reduce((value, byte) => value * 256 + byte, 0)
  }
}
