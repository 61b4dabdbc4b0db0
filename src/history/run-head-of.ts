import type { RunHead, SavedRun } from './saved-run.ts'

/** What is known of a run at a glance. The id is the store's to give, for only it knows which are taken. */
export function runHeadOf(run: SavedRun, id: string): RunHead {
  const { line, at, scope, verdict, abilities } = run
  return {
    id,
    at,
    release: run.tool.version,
    line: {
      ...(line.name === undefined ? {} : { name: line.name }),
      ...(line.known === undefined ? {} : { gateway: line.known.gateway }),
    },
    scope,
    verdict,
    abilities,
    public: {
      ...(line.v4?.public === undefined ? {} : { v4: line.v4.public }),
      ...(line.v6?.public === undefined ? {} : { v6: line.v6.public }),
    },
    answers: Object.fromEntries(
      run.findings.flatMap((finding) => (finding.kind === 'answered' ? [[finding.check, finding.answer]] : [])),
    ),
  }
}
