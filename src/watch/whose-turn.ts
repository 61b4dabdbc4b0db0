import type { FarWitness } from './far-witness.ts'

/**
 * Chooses the few of a list that were asked longest ago, each of another operator: so none is asked always, and two of them
 * are two witnesses.
 */
export function whoseTurn(): (among: readonly FarWitness[], count: number) => readonly FarWitness[] {
  let turn = 0
  const lastTurn = new Map<string, number>()
  const turnOf = ({ host }: FarWitness) => lastTurn.get(host) ?? 0
  return (among, count) => {
    turn += 1
    const chosen: FarWitness[] = []
    for (const candidate of [...among].sort((one, other) => turnOf(one) - turnOf(other))) {
      if (chosen.length === count) break
      if (chosen.some((other) => operatorOf(other) === operatorOf(candidate))) continue
      chosen.push(candidate)
      lastTurn.set(candidate.host, turn)
    }
    return chosen
  }
}

/** By the last two labels of its name: enough to see that stun.l.google.com and ns1.google.com are one. */
function operatorOf({ host }: FarWitness): string {
  return /^[\d.]+$|:/.test(host) ? host : host.toLowerCase().split('.').slice(-2).join('.')
}
