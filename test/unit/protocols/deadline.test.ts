import { describe, expect, it } from 'vitest'
import { deadlineOf } from '../../../src/protocols/deadline.ts'
import { virtualClock } from '../virtual-clock.ts'

describe('the deadline of an exchange', () => {
  it('is over once its time has passed, and not before', () => {
    const clock = virtualClock()
    const deadline = deadlineOf(clock, 1000)
    clock.advance(400)
    expect(deadline.left()).toBe(600)
    clock.advance(700)
    expect(deadline.left()).toBe(0)
  })

  it('is stretched with the waits that it is made of', () => {
    const clock = { ...virtualClock(), patience: 2 }
    const deadline = deadlineOf(clock, 1000)
    clock.advance(1000)
    // What a line of that patience makes of the second half takes another second.
    expect(deadline.left()).toBe(500)
    clock.advance(1000)
    expect(deadline.left()).toBe(0)
  })
})
