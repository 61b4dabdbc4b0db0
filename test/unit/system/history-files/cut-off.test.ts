import { describe, expect, it } from 'vitest'
import { cutOff } from '../../../../src/system/history-files/cut-off.ts'
import { at, began, ended, restarted } from '../../history/a-log.ts'

const alive = (time: string, watcher = 'one') => ({ watcher, at: at(time) })

describe('a watcher that was cut off', () => {
  it('ended when it was last alive', () => {
    expect(cutOff([began('08:00'), restarted('09:00')], alive('10:00'))).toEqual([ended('10:00', 'one', 'killed')])
  })

  it('ended with what it wrote last, where no later sign is left', () => {
    const records = [began('08:00'), restarted('09:00')]
    expect(cutOff(records, alive('08:30'))).toEqual([ended('09:00', 'one', 'killed')])
    expect(cutOff(records, undefined)).toEqual([ended('09:00', 'one', 'killed')])
  })

  it('is known by its sign alone, where it began in an older segment', () => {
    expect(cutOff([], alive('10:00'))).toEqual([ended('10:00', 'one', 'killed')])
    expect(cutOff([restarted('09:00')], alive('08:30'))).toEqual([ended('09:00', 'one', 'killed')])
  })

  it('is none where it said itself that it ended', () => {
    expect(cutOff([began('08:00'), ended('09:00')], alive('09:00'))).toEqual([])
    expect(cutOff([], undefined)).toEqual([])
  })

  it('is the one that came next, where that was killed before it left a sign', () => {
    const records = [began('08:00'), ended('09:00', 'one', 'killed'), began('10:00', 'two')]
    expect(cutOff(records, alive('09:00'))).toEqual([ended('10:00', 'two', 'killed')])
  })

  it('is both, where the end of the first could not be written', () => {
    expect(cutOff([began('08:00'), began('10:00', 'two')], alive('09:00'))).toEqual([
      ended('09:00', 'one', 'killed'),
      ended('10:00', 'two', 'killed'),
    ])
  })

  it('went with its machine, where that was started anew since', () => {
    const boot = '00000000-0000-4000-8000-000000000000'
    expect(cutOff([began('08:00')], { ...alive('10:00'), boot })).toMatchObject([{ why: 'machine-restarted' }])
  })
})
