import type { OutagePlace } from '../../core/past.ts'

/** Where an interruption lay, for a person: a word for a table, a letter for a drawing, what it means. */
export const placeWords: Readonly<
  Record<OutagePlace, { readonly letter: string; readonly word: string; readonly means: string }>
> = {
  machine: { letter: 'M', word: 'this machine', means: 'this machine was off the network' },
  home: { letter: 'H', word: 'at home', means: 'at home: the router, or the way to it' },
  router: { letter: 'R', word: 'the router', means: 'the router had restarted' },
  provider: { letter: 'P', word: 'the provider', means: 'the provider: nothing behind the router answered' },
  'provider-or-beyond': {
    letter: 'X',
    word: 'behind the router',
    means: 'behind the router: the provider, or farther away',
  },
  beyond: { letter: 'B', word: 'farther away', means: 'farther away than the first hop of the provider' },
}
