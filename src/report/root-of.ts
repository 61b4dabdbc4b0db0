import { type Finding, weightOf } from '../core/finding.ts'

/**
 * The finding that is the reason of this one: what explains it, or what it could not be asked without. Itself where
 * nothing else is, or where the reason is no trouble of its own (then this is the one to show).
 */
export function rootOf<F extends Finding>(finding: F, all: readonly F[]): F {
  let root = finding
  // A chain is never longer than there are findings; the bound guards against a circle of explanations.
  for (let step = 0; step < all.length; step++) {
    const reason = reasonOf(root)
    const parent = reason === undefined ? undefined : all.find((each) => each.check === reason)
    if (parent === undefined || parent === root || !isTrouble(parent)) return root
    root = parent
  }
  return finding
}

function reasonOf(finding: Finding): string | undefined {
  if (finding.kind === 'answered') return finding.explainedBy
  return finding.kind === 'skipped' ? finding.because.on : undefined
}

function isTrouble(finding: Finding): boolean {
  return ['warn', 'fail', 'unknown'].includes(weightOf(finding))
}
