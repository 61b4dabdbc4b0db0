import type { AskNames } from './ask-names.ts'
import { checkHost } from './check-host.ts'
import { explainFailure } from './explain-failure.ts'
import { SpfCheck, type SpfReceiver } from './spf-check.ts'
import type { SpfEvaluation, SpfSender } from './spf-evaluation.ts'

/**
 * What a receiver makes of this sender by SPF (RFC 7208), which term decided and what it took to find out. Never fails: what
 * cannot be looked up comes to temperror.
 */
export async function evaluateSpf(ask: AskNames, sender: SpfSender, receiver: SpfReceiver): Promise<SpfEvaluation> {
  const check = new SpfCheck(ask, sender, receiver)
  const { result, decidedBy, seen, exp } = await checkHost(check, sender.domain)
  // What it took is what it took to decide, not to explain.
  const { lookups, voids: voidLookups } = check
  const explanation = result === 'fail' && exp !== undefined ? await explainFailure(check, ask, exp) : undefined
  return {
    result,
    ...(explanation !== undefined && { explanation }),
    decidedBy,
    lookups,
    voidLookups,
    tree: seen,
  }
}
