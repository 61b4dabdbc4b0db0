import { durationWords } from '../../../watch/telling/time-words.ts'
import type { FamilyState, TrackerState } from '../../../watch/tracker.ts'

const names = { v4: 'IPv4', v6: 'IPv6' } as const
const states = { up: 'up', suspect: 'silent for a moment', down: 'down' } as const

/** One line for whoever looks on: how each family does, since when, its address, and how quick the answers are. */
export function statusWords(state: TrackerState, nowMs: number): string {
  const told = (['v4', 'v6'] as const).flatMap((family) => {
    const known = state[family]
    return known === undefined ? [] : [familyWords(names[family], known, nowMs)]
  })
  return `${state.looks} ${state.looks === 1 ? 'look' : 'looks'}: ${told.join('; ') || 'nobody has answered yet'}`
}

function familyWords(name: string, { is, since, address, farRttMs }: FamilyState, nowMs: number): string {
  const lasted = durationWords(Math.max(0, Math.round((nowMs - Date.parse(since)) / 1_000)))
  const quick = is === 'up' && farRttMs !== undefined ? `, ${Math.round(farRttMs)} ms` : ''
  return `${name} ${states[is]} for ${lasted}${quick}${is === 'up' && address !== undefined ? `, ${address}` : ''}`
}
