import { describe, expect, it } from 'vitest'
import type { WatchRecord } from '../../../../src/history/record.ts'
import { inOrder } from '../../../../src/system/history-files/in-order.ts'
import { began, clockSet, down, ended, rebooted, restarted, up } from '../../history/a-log.ts'

const watch = (...records: readonly WatchRecord[]) => ({ kind: 'watch', records }) as const
const beside = (...records: readonly WatchRecord[]) => ({ kind: 'beside', records }) as const

describe('the records of several segments', () => {
  it('follow each other as they were begun', () => {
    const first = [began('08:00', 'one'), down('08:10'), up('08:10', '08:20'), ended('09:00', 'one')]
    const second = [began('10:00', 'two'), restarted('10:30')]
    expect(inOrder([watch(...second), watch(...first)])).toEqual([...first, ...second])
  })

  it('stay together where two watched at the same time', () => {
    const service = [began('08:00', 'service'), restarted('08:30'), restarted('11:30')]
    const mine = [began('09:00', 'mine'), down('09:10'), up('09:10', '09:20'), ended('10:00', 'mine')]
    expect(inOrder([watch(...mine), watch(...service)])).toEqual([...service, ...mine])
  })

  it('keep the order of their segment where the clock was set back', () => {
    const first = [began('10:00', 'one'), clockSet('10:30', '08:30'), ended('08:40', 'one')]
    const second = [began('08:41', 'two'), restarted('08:50')]
    expect(inOrder([watch(...first, ...second)])).toEqual([...first, ...second])
  })

  it('have what was written beside them where its time is', () => {
    const records = [began('08:00'), restarted('08:30'), restarted('11:30')]
    const test = rebooted('09:00', '09:05', '203.0.113.5', '203.0.113.5')
    const late = rebooted('12:00', '12:05', '203.0.113.5', '203.0.113.5')
    const [start, before, after] = records
    expect(inOrder([beside(late), beside(test), watch(...records)])).toEqual([start, before, test, after, late])
    expect(inOrder([beside(test)])).toEqual([test])
    expect(inOrder([])).toEqual([])
  })
})
