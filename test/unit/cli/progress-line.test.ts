import { describe, expect, it } from 'vitest'
import { progressLine } from '../../../src/cli/progress-line.ts'

const watching = (watched: boolean) => {
  const written: string[] = []
  const terminal = {
    out: () => {},
    err: (text: string) => void written.push(text),
    width: 30,
    colour: false,
    watched,
    interactive: false,
    ask: async () => '',
  }
  return { progress: progressLine(terminal), written }
}

describe('progress', () => {
  it('writes over one line and leaves nothing', () => {
    const { progress, written } = watching(true)
    progress.show({ kind: 'looking', at: 'a', title: 'A title that is far too long for this terminal' })
    progress.clear()
    expect(written).toEqual(['\r\u001b[K0 known. A title that is far ', '\r\u001b[K'])
  })

  it('does not let others write to the terminal', () => {
    const { progress, written } = watching(true)
    progress.show({ kind: 'looking', at: 'a\u001b[2J' })
    expect(written[0]).toContain('\\u{1b}')
  })

  it('is silent where nobody watches', () => {
    const { progress, written } = watching(false)
    progress.show({ kind: 'looking', at: 'a' })
    progress.clear()
    expect(written).toEqual([])
  })
})
