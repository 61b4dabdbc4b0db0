import type { Finding, LookRecord } from '../core/finding.ts'
import type { TraceEntry } from '../core/line.ts'
import type { Run } from '../core/run.ts'
import { mapLeaves, markedLeaves } from './marked-leaves.ts'
import type { MarksByName } from './marks-of.ts'

/** What stands where a secret stood. */
export const withheld = '(withheld)'

/** The same run without what only the two ends of a session may know: no report carries it, redacted or not. */
export function withholdSecrets(run: Run, marks: MarksByName): Run {
  const secrets = new Set(
    [...run.findings, ...run.looks].flatMap((each) =>
      'facts' in each
        ? markedLeaves(each.facts, marks.get(nameOf(each)) ?? {})
            .filter(({ mark, value }) => mark === 'secret' && value !== '')
            .map(({ value }) => value)
        : [],
    ),
  )
  if (secrets.size === 0) return run
  const without = (text: string) => [...secrets].reduce((rest, secret) => rest.replaceAll(secret, withheld), text)
  const cleared = <T extends Finding | LookRecord>(each: T): T => {
    if (!('facts' in each)) return each
    return {
      ...each,
      ...('says' in each ? { says: without(each.says) } : {}),
      ...('remedy' in each && each.remedy !== undefined ? { remedy: without(each.remedy) } : {}),
      facts: mapLeaves(each.facts, {}, without),
      trace: each.trace.map(
        (entry): TraceEntry => ({
          ...entry,
          on: without(entry.on),
          ...(entry.saw === undefined ? {} : { saw: without(entry.saw) }),
        }),
      ),
    }
  }
  return { ...run, looks: run.looks.map(cleared), findings: run.findings.map(cleared) }
}

function nameOf(each: Finding | LookRecord): string {
  return 'look' in each ? each.look : each.check
}
