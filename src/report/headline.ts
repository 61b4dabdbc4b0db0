import { hidingFindings } from './hiding-findings.ts'
import type { Report } from './report.ts'
import { stallsOf } from './stalls-of.ts'
import { hiddenSays, selectionSays, stallsSays, verdictSays } from './words.ts'

/** The verdict in a sentence, and no more of a yes or a no than was seen. */
export function headline({ verdict, scope, findings, relay }: Report): string {
  if (verdict === 'undetermined' && hidingFindings(findings, relay === true).length > 0) return hiddenSays
  if (verdict === 'ready-with-reservations' && scope === 'all' && stallsOf(findings).length > 0) return stallsSays
  return (scope === 'all' ? verdictSays : selectionSays)[verdict]
}
