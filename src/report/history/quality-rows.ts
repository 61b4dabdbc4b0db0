import type { WayQuality } from '../../history/record.ts'
import { lossWords } from './share-words.ts'

export const qualityHead = ['to', 'over', 'lost', 'median', '19 of 20 in', 'jitter'] as const

const to: Readonly<Record<WayQuality['to'], string>> = {
  gateway: 'the router',
  hop: 'the first hop',
  far: 'the internet',
}

export function qualityRows(quality: readonly WayQuality[]): readonly (readonly string[])[] {
  const severalFamilies = new Set(quality.map(({ family }) => family)).size > 1
  return quality.map((way) => [
    to[way.to],
    severalFamilies ? (way.family === 'v4' ? 'IPv4' : 'IPv6') : '',
    `${way.lost} of ${way.asked} (${lossWords(way.lost, way.asked)})`,
    ...[way.medianMs, way.p95Ms, way.jitterMs].map((ms) => (ms === undefined ? '' : `${rounded(ms)} ms`)),
  ])
}

function rounded(ms: number): string {
  return ms < 10 ? ms.toFixed(1) : ms.toFixed(0)
}
