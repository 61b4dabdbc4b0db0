import type { Family } from '../../../core/line.ts'
import type { Quality, WayQuality } from '../../../history/record.ts'

const names: Readonly<Record<WayQuality['to'], string>> = {
  gateway: 'the router',
  hop: "the provider's router",
  far: 'the internet',
}
const families: Readonly<Record<Family, string>> = { v4: 'IPv4', v6: 'IPv6' }

/** The summary of an hour: how many answers are missing, and how quick the others were. */
export function qualityWords({ looks, ways }: Quality): string {
  const told = ways.map(({ to, family, asked, lost, medianMs, p95Ms }) => {
    const quick =
      medianMs === undefined
        ? ''
        : `, ${rounded(medianMs)} ms${p95Ms === undefined ? '' : ` (95 %: ${rounded(p95Ms)} ms)`}`
    return `${names[to]} over ${families[family]} ${lost} of ${asked} lost${quick}`
  })
  return `Summary of ${looks} looks: ${told.join('; ') || 'nobody was asked'}.`
}

function rounded(ms: number): string {
  return ms < 10 ? ms.toFixed(1) : String(Math.round(ms))
}
