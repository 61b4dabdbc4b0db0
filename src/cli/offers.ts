import type { Finding } from '../core/finding.ts'

/** What the check may be allowed to do besides, where that would turn something unknown into an answer. */
export type Offer = 'router' | 'globalping'

export interface Allowed {
  readonly router: boolean
  readonly globalping: boolean
}

const languages = ['router.upnp', 'router.natpmp', 'router.pcp']
const unseen = ['no-vantage', 'cannot-listen']
const notComing = [...unseen, 'not-forwarded', 'filtered', 'refused']

/** Pure: from what was found, and what was allowed already. Nothing is offered that could not help. */
export function offersOf(findings: readonly Finding[], allowed: Allowed): readonly Offer[] {
  const answerOf = (id: string) => {
    const finding = findings.find(({ check }) => check === id)
    return finding?.kind === 'answered' ? finding.answer : undefined
  }
  const inbound = answerOf('inbound.25.v4') ?? ''
  const seenFromOutside = answerOf('vantage.probe') === 'ready'
  const routerSpeaks = languages.some((language) => answerOf(language) === 'available')
  const ownAddress = !['carrier', 'shared-ports'].includes(answerOf('line.nat.v4') ?? '')
  const addressKnown = ['seen', 'seen-once'].includes(answerOf('line.address.v4') ?? '')
  return [
    ...(!allowed.router && routerSpeaks && seenFromOutside && notComing.includes(inbound) ? (['router'] as const) : []),
    ...(!allowed.globalping && addressKnown && ownAddress && unseen.includes(inbound) && !seenFromOutside
      ? (['globalping'] as const)
      : []),
  ]
}
