import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { answerPage } from '../../../probe-server/answer.ts'

/** As much of a response as is written to. `gone`: the caller hangs up after the first piece. */
function responseTo(method: string, gone = false) {
  const pieces: Buffer[] = []
  let ended = false
  const end = (piece?: Buffer) => {
    if (piece !== undefined) pieces.push(piece)
    ended = true
  }
  const response = {
    req: { method },
    writeHead: () => response,
    write: (piece: Buffer, written: (error?: Error) => void) => {
      pieces.push(piece)
      written(gone ? new Error('gone') : undefined)
    },
    end,
  }
  return { response: response as unknown as ServerResponse, pieces, ended: () => ended }
}

const page = `${'ü'.repeat(999)}!`

describe('an answer of the probe', () => {
  it('goes out whole and in pieces that a narrow line can carry', () => {
    const { response, pieces, ended } = responseTo('GET')
    answerPage(response, page)
    expect(Buffer.concat(pieces).toString()).toBe(page)
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(400)
    expect(ended()).toBe(true)
  })

  it('has no body for HEAD, and does not go on when the caller has gone', () => {
    const head = responseTo('HEAD')
    answerPage(head.response, page)
    expect(head.pieces).toEqual([])
    expect(head.ended()).toBe(true)
    const gone = responseTo('GET', true)
    answerPage(gone.response, page)
    expect(gone.pieces).toHaveLength(1)
  })
})
