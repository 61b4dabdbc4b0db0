import type { Check } from '../core/check.ts'
import type { Run } from '../core/run.ts'
import { marksOf } from '../report/marks-of.ts'
import { type Report, reportOf } from '../report/report.ts'
import type { Context } from './context.ts'

export interface FullReportOptions {
  readonly checks: readonly Check[]
  readonly relay: boolean
  readonly lineName?: string | undefined
}

/** Judges a run: all that is known of it, secrets excepted. */
export function fullReport(run: Run, { checks, relay, lineName }: FullReportOptions, { version }: Context): Report {
  return reportOf(run, {
    tool: { name: 'mailworthy', version },
    relay,
    ...(lineName === undefined ? {} : { lineName }),
    marks: marksOf(checks),
  })
}
