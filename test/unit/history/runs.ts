import type { Finding } from '../../../src/core/finding.ts'
import type { Verdict } from '../../../src/core/verdict.ts'
import type { SavedRun } from '../../../src/history/saved-run.ts'

/** A saved run, by hand. */
export function savedRun(findings: readonly Finding[] = [], more: Partial<SavedRun> = {}): SavedRun {
  return {
    schema: 1,
    tool: { name: 'mailworthy', version: '0.1.0' },
    at: '2026-11-24T15:45:00.000Z',
    tookMs: 4000,
    scope: 'all',
    verdict: 'ready',
    abilities: { receive: 'yes', send: 'yes', access: 'yes' },
    line: { v4: { public: '203.0.113.5' }, v6: null, known: { gateway: '02:00:5e:00:53:01' } },
    looks: [],
    findings,
    ...more,
  }
}

export function answered(check: string, answer: string, verdict: Verdict, facts: unknown = {}, revision = 1): Finding {
  const concerning = { check, stem: check, matters: { receive: 'required' } } as const
  return { ...concerning, kind: 'answered', answer, verdict, says: `It is ${answer}.`, revision, facts, trace: [] }
}

export function skipped(check: string, because: 'moot' | 'blind'): Finding {
  const why = because === 'moot' ? { moot: 'There is none.', on: check } : { blind: 'Nobody could look.', on: check }
  return { check, stem: check, matters: {}, kind: 'skipped', because: why }
}
