import type { Place } from '../../history/record.ts'

/** Where an interruption lies, while it lasts: what answers and what does not. No more is known, so no more is said. */
export const placeNow: { readonly [place in Place]: string } = {
  machine: 'this machine is off the line itself: its network interface is off, or its own firewall lets nothing out',
  home: 'the router does not answer: it is off, or the way to it is broken',
  router: 'the router is restarting',
  provider: 'the router answers, the provider behind it does not',
  'provider-or-beyond': 'the router answers, nobody beyond it does',
  beyond: 'the provider answers, nobody beyond it does',
}

/** The same afterwards, as sentences. */
export const placeThen: { readonly [place in Place]: string } = {
  machine: 'It was this machine itself: its network interface, or its own firewall.',
  home: 'It was the router, or the way to it.',
  router: 'The router had restarted.',
  provider: 'The router answered, the provider behind it did not.',
  'provider-or-beyond': 'The router answered, nobody beyond it did.',
  beyond: 'The provider answered, nobody beyond it did.',
}

/** How one ends that is not over. `family`: as people call it. */
export function notOfferedWords(family: string): string {
  return `${family} is no longer offered on this line: for a day this machine has had neither a route nor an address of it.`
}
