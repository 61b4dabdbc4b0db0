import { describe, expect, it } from 'vitest'
import { checks } from '../../../src/checks/index.ts'
import { refuseUnmatched } from '../../../src/cli/unmatched-globs.ts'

describe('a selection of checks', () => {
  it('is taken where every glob selects something', () => {
    expect(() => refuseUnmatched(['outbound.*', 'line.nat.v4', '*'], checks)).not.toThrow()
  })

  it('is refused with the nearest id where one selects nothing', () => {
    expect(() => refuseUnmatched(['line.*', 'outbund.25.v4'], checks)).toThrow(
      'no check is called "outbund.25.v4"; did you mean outbound.25.v4?',
    )
    expect(() => refuseUnmatched(['weather.*'], checks)).toThrow('"mailworthy catalogue" lists them')
  })
})
