import type { Response } from 'node-fetch'
import type { Outcome } from '../core/failure.ts'
import { failed, success } from '../core/failure.ts'
import type { HttpRequest } from '../core/line.ts'
import { classify } from './classify.ts'
import { interrupted } from './deadline.ts'

/** More than any answer we ask for; a router's description has about 30 KiB. */
const BODY_BYTES = 256 * 1024
/** One line of a stream of events. */
const LINE_BYTES = 4 * 1024
const LF = 0x0a

/**
 * Reads a body within bounds: whole, as text, or line by line where `onLine` is given (then '' is what remains).
 *
 * An error thrown by `onLine` is a bug of its owner and is thrown on.
 */
export async function readBody(response: Response, wanted: HttpRequest, signal: AbortSignal): Promise<Outcome<string>> {
  const most = wanted.maxBytes ?? BODY_BYTES
  const announced = Number(response.headers.get('content-length') ?? 0)
  if (announced > most) return failed('too-much', `a body of ${announced} bytes`)
  const { onLine } = wanted
  const bugs: unknown[] = []
  const lines = lineReader((line) => {
    try {
      onLine?.(line)
    } catch (bug) {
      bugs.push(bug)
    }
  })
  const kept: Uint8Array[] = []
  let total = 0
  try {
    for await (const piece of response.body ?? []) {
      const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece
      total += chunk.length
      // The end of a cut-off body would only mislead: nothing of it is given.
      if (total > most) return failed('too-much', `a body of more than ${most} bytes`)
      if (onLine === undefined) kept.push(chunk)
      else if (!lines.take(chunk)) return failed('too-much', `a line of more than ${LINE_BYTES} bytes`)
      if (bugs.length > 0) throw bugs[0]
    }
  } catch (error) {
    if (bugs.length > 0) throw bugs[0]
    return signal.aborted ? interrupted(signal) : classify(error, 'use')
  }
  lines.finish()
  if (bugs.length > 0) throw bugs[0]
  return success(Buffer.concat(kept).toString('utf8'))
}

/** Cuts chunks into lines. `take` is false once a line is too long. Empty lines are keep-alives and passed over. */
function lineReader(deliver: (line: string) => void) {
  let rest = Buffer.alloc(0)
  const give = (line: Buffer) => {
    const text = line.toString('utf8').replace(/\r$/, '')
    if (text !== '') deliver(text)
  }
  return {
    take(chunk: Uint8Array): boolean {
      rest = Buffer.concat([rest, chunk])
      for (let at = rest.indexOf(LF); at >= 0; at = rest.indexOf(LF)) {
        if (at > LINE_BYTES) return false
        give(rest.subarray(0, at))
        rest = rest.subarray(at + 1)
      }
      return rest.length <= LINE_BYTES
    },
    finish() {
      give(rest)
    },
  }
}
