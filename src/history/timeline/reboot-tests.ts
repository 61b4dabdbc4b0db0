import type { Told } from './attributed.ts'
import type { Stretch } from './stretch.ts'

/** From when to when the box was off in the guided tests. */
export function rebootTests(told: readonly Told[]): readonly Stretch[] {
  return told.flatMap(({ record }) =>
    record.kind === 'reboot-test' ? [{ fromMs: Date.parse(record.offFrom), toMs: Date.parse(record.to) }] : [],
  )
}
