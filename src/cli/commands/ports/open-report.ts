import type { Address } from '../../../core/mark.ts'
import type { Family } from '../../../core/line.ts'
import { isGlobal } from '../../../protocols/addresses.ts'
import type { HeldMapping } from '../../../protocols/router/opening.ts'
import { safeJson } from '../../../report/json.ts'
import { wrapped } from '../../../report/wrapped.ts'
import type { Terminal } from '../../terminal.ts'
import type { Outside } from './ask-outside.ts'
import { listedPorts } from './listed-ports.ts'
import { isOpen, type PortResult, resultsTold } from './port-result.ts'
import type { Told } from './told.ts'
import { toldText } from './told-text.ts'
import { worstExit } from './worst-exit.ts'

/** All that came of `ports open`. */
export interface OpenReport {
  readonly router: string
  readonly family: Family
  /** What the router says it has outside. */
  readonly wan?: Address
  readonly results: readonly PortResult[]
  /** Why nobody outside could be asked; absent where somebody was, or nobody was to be. */
  readonly problem?: Outside['problem']
  /** A probe was given. */
  readonly probed: boolean
  /** Ports that lead to this machine, and that no server has here. */
  readonly unserved: readonly number[]
  readonly own: readonly string[]
  readonly journalPath: string
  readonly nowMs: number
}

/** What came of it, for a person. */
export function openText(report: OpenReport, terminal: Pick<Terminal, 'width' | 'colour'>): string {
  const { router, wan } = report
  const outside = wan === undefined ? '' : `, which has the address ${wan} outside`
  return `${[
    wrapped(`Asked of the router ${router}${outside}:`, terminal.width),
    '',
    ...toldOf(report).map((told) => toldText(told, terminal)),
    ...remarks(report).flatMap((remark) => ['', wrapped(remark, terminal.width)]),
  ].join('\n')}\n`
}

/** The same for programs. */
export function openJson(report: OpenReport): string {
  const { router, family, wan, results, problem, probed, unserved } = report
  const outside = problem ?? (probed ? { answer: 'asked' } : { answer: 'not-asked' })
  const { mark: _, ...probe } = { mark: '', ...outside }
  return safeJson({
    router,
    family,
    wan: wan ?? null,
    probe,
    ports: results.map((result) => portJson(result, report)),
    unserved,
  })
}

/** What it comes to. */
export function openExit(report: OpenReport): number {
  return worstExit(toldOf(report))
}

function toldOf(report: OpenReport): readonly Told[] {
  const { results, problem, wan, family } = report
  const isHidden = family === 'v4' && wan !== undefined && !isGlobal(wan)
  return [
    ...resultsTold(results, report),
    ...(isHidden
      ? [
          {
            mark: 'care' as const,
            says: `The router's own address outside, ${wan}, is not a public one: another router, or the provider's translator, stands before it, and what this one opens may lead nowhere.`,
            remedy: '"mailworthy check" tells what stands before it, and what can be done.',
          },
        ]
      : []),
    ...(problem === undefined ? [] : [problem]),
  ]
}

function remarks({ results, probed, unserved }: OpenReport): readonly string[] {
  const held = results.map(heldIn).filter((each) => each !== undefined)
  return [
    ...(unserved.length === 0
      ? []
      : [
          `Nothing listens on ${listedPorts(unserved)} here yet: callers are turned away there until your mail server does.`,
        ]),
    ...(held.some(({ leaseS }) => leaseS > 0)
      ? [
          'What was opened ends by itself. "mailworthy ports keep" renews it for as long as it runs; "mailworthy ports close" ends it now.',
        ]
      : []),
    ...(held.some(({ leaseS }) => leaseS === 0)
      ? ['What was opened for ever stays so, also while this machine is off, until "mailworthy ports close".']
      : []),
    ...(probed || !results.some(isOpen)
      ? []
      : ['Whether anybody gets in was not tried: only somebody outside can tell. Give a probe with --probe.']),
  ]
}

function heldIn({ ended }: PortResult): HeldMapping | undefined {
  return ended.kind === 'opened' || ended.kind === 'renewed' ? ended.held : undefined
}

function portJson(result: PortResult, report: OpenReport): object {
  const { external, internal, ended, attempts, agreed, outside } = result
  const { kind, ...more } = ended
  const held = heldIn(result)
  const [told] = resultsTold([result], report)
  return {
    port: external,
    to: internal,
    outcome: kind,
    ...('held' in more ? { ...('readBack' in more && { readBack: more.readBack }) } : more),
    ...(held && { speech: held.speech, leaseS: held.leaseS, until: untilOf(held, report.nowMs) }),
    ...(agreed && { [isOpen(result) ? 'replaced' : 'notReplaced']: agreed }),
    outside: outside ?? null,
    says: told?.says,
    ...(told?.remedy !== undefined && { remedy: told.remedy }),
    attempts,
  }
}

function untilOf({ leaseS }: HeldMapping, nowMs: number): string | null {
  return leaseS === 0 ? null : new Date(nowMs + leaseS * 1000).toISOString()
}
