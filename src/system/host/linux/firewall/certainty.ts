/** Whether something holds for a packet of which not everything is known. */
export type Certainty = 'yes' | 'no' | 'maybe'

export function not(one: Certainty): Certainty {
  return one === 'maybe' ? 'maybe' : one === 'yes' ? 'no' : 'yes'
}

export function and(all: readonly Certainty[]): Certainty {
  if (all.includes('no')) return 'no'
  return all.includes('maybe') ? 'maybe' : 'yes'
}

export function or(all: readonly Certainty[]): Certainty {
  if (all.includes('yes')) return 'yes'
  return all.includes('maybe') ? 'maybe' : 'no'
}
