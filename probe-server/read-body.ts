import type { IncomingMessage } from 'node:http'

/** Read away and forgotten, so that the refusal still reaches a caller who goes on sending; beyond it the caller is cut off. */
const drainBytes = 65_536

/** The body of a request, or undefined if it is longer than `most` bytes or the caller hangs up. */
export function readBody(request: IncomingMessage, most: number): Promise<string | undefined> {
  // What is announced as huge is refused before it is read.
  if (Number(request.headers['content-length'] ?? 0) > drainBytes) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const end = (body: string | undefined) => {
      request.off('data', onData)
      resolve(body)
    }
    const onData = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > drainBytes) end(undefined)
      else if (bytes <= most) chunks.push(chunk)
    }
    request.on('data', onData)
    request.once('end', () => end(bytes > most ? undefined : Buffer.concat(chunks).toString('utf8')))
    request.once('close', () => end(undefined))
    request.once('error', () => end(undefined))
  })
}
