import type { Rebooted } from '../record.ts'
import type { Told } from './attributed.ts'
import type { Stretch } from './stretch.ts'

/** A guided test: from when the box was off to when the line was back, or was given up. */
export interface RebootStretch extends Stretch {
  readonly record: Rebooted
}

export function rebootTests(told: readonly Told[]): readonly RebootStretch[] {
  return told.flatMap(({ record }) =>
    record.kind === 'reboot-test' ? [{ fromMs: Date.parse(record.offFrom), toMs: Date.parse(record.to), record }] : [],
  )
}
