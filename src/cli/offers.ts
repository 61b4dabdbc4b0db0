import type { Finding } from '../core/finding.ts'

/** What the check may be allowed to do besides, where that would turn something unknown into an answer. */
export type Offer = 'router' | 'globalping'

export interface Allowed {
  readonly router: boolean
  readonly globalping: boolean
}

const languages = ['router.upnp', 'router.natpmp', 'router.pcp']
const notComing = ['no-vantage', 'cannot-listen', 'not-forwarded', 'filtered', 'refused']

/** Pure: from what was found, and what was allowed already. Nothing is offered that could not help. */
export function offersOf(findings: readonly Finding[], allowed: Allowed): readonly Offer[] {
  const answered = (id: string) => {
    const finding = findings.find(({ check }) => check === id)
    return finding?.kind === 'answered' ? finding : undefined
  }
  const answerOf = (id: string) => answered(id)?.answer
  const inbound = answerOf('inbound.25.v4') ?? ''
  // What this machine's own firewall turns away no router lets in.
  const routerMayHelp = notComing.includes(inbound) && answered('inbound.25.v4')?.fault !== 'machine'
  const seenFromOutside = answerOf('vantage.probe') === 'ready'
  const routerSpeaks = languages.some((language) => answerOf(language) === 'available')
  const ownAddress = !['carrier', 'shared-ports'].includes(answerOf('line.nat.v4') ?? '')
  const addressKnown = ['seen', 'seen-once'].includes(answerOf('line.address.v4') ?? '')
  return [
    ...(!allowed.router && routerSpeaks && seenFromOutside && routerMayHelp ? (['router'] as const) : []),
    // A program that may not listen could let nobody in.
    ...(!allowed.globalping && addressKnown && ownAddress && inbound === 'no-vantage' && !seenFromOutside
      ? (['globalping'] as const)
      : []),
  ]
}
