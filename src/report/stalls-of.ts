import type { Finding } from '../core/finding.ts'
import { factsOf, record } from './facts-of.ts'

/** Which ways large packets vanish, from the facts of `line.mtu`. */
export function stallsOf(findings: readonly Finding[]): readonly ('in' | 'out')[] {
  const moved = record(factsOf(findings, 'line.mtu')?.['moved'])
  return [
    ...(moved?.['download'] === 'stalled' ? (['in'] as const) : []),
    ...(moved?.['upload'] === 'stalled' ? (['out'] as const) : []),
  ]
}
