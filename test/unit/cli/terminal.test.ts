import { describe, expect, it } from 'vitest'
import { wantsColour } from '../../../src/cli/terminal.ts'

describe('colours', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ TERM: 'dumb' }, true, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  ])('with %j and a terminal: %s', (env, isTerminal, expected) => {
    expect(wantsColour(env, isTerminal)).toBe(expected)
  })
})
