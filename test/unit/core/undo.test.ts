import { describe, expect, it } from 'vitest'
import type { Line } from '../../../src/core/line.ts'
import { silentLine } from '../silent-line.ts'
import { named, run, scripted } from './scripted-checks.ts'

describe('a check that alters the router', () => {
  it('keeps a check that alters the router from running without consent', async () => {
    let ran = false
    const altering = {
      ...scripted('map', 'good', { observe: async () => ((ran = true), { value: '' }) }),
      alters: 'router' as const,
    }
    expect(named((await run([altering])).findings, 'map')).toMatchObject({
      kind: 'skipped',
      because: { blind: expect.stringContaining('router') },
    })
    expect(ran).toBe(false)
  })

  it.each([
    ['ends well', async () => ({ value: 'x' })],
    ['crashes', () => Promise.reject(new Error('x'))],
  ])('takes back what was altered, last first, when the check %s', async (_how, ending) => {
    const undone: string[] = []
    const altering = {
      ...scripted('map', 'good', {
        observe(_line, undo) {
          undo(async () => void undone.push('first'))
          undo(() => Promise.reject(new Error('the router is gone')))
          undo(async () => void undone.push('last'))
          return ending()
        },
      }),
      alters: 'router' as const,
    }
    await run([altering], { mayAlterRouter: true })
    expect(undone).toEqual(['last', 'first'])
  })

  it('takes back what was altered when interrupted in the middle of it, on a line that still works', async () => {
    const controller = new AbortController()
    const undoLine = silentLine()
    let used: Line | undefined
    const altering = {
      ...scripted('map', 'good', {
        async observe(_line, undo) {
          undo(async (line) => {
            used = line
          })
          controller.abort()
          return { value: 'x' }
        },
      }),
      alters: 'router' as const,
    }
    const { findings } = await run([altering], { mayAlterRouter: true, signal: controller.signal, undoLine })
    expect(used).toBe(undoLine)
    // What it saw on a line that was cut off is not judged: the router would be blamed for our hanging up.
    expect(named(findings, 'map')).toMatchObject({ because: { blind: 'the run was interrupted' } })
  })
})
