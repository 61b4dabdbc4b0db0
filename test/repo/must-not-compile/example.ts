// The control: a check and a look that compile. Each other file here is this one with a single mistake.
import { defineCheck, maybe } from '../../../src/core/check.ts'
import { defineLook } from '../../../src/core/look.ts'
import type { Address } from '../../../src/core/mark.ts'
import type { Translation } from '../../../src/report/translation.ts'
import type { ExpectedAnswers } from '../../../src/checks/expected.ts'

interface Seen {
  readonly port: number
  readonly from?: Address
}

export const look = defineLook<Seen>()({
  look: 'example.look',
  revision: 1,
  needs: {},
  budget: 1_000,
  marks: { from: 'address' },
  observe: async () => ({ port: 25 }),
})

export const giving = defineCheck<Seen>()({
  id: 'example.giving',
  stem: 'example.giving',
  title: 'An example gives something.',
  matters: { send: 'required' },
  revision: 1,
  needs: { seen: look },
  budget: 1_000,
  marks: { from: 'address' },
  answers: {
    good: { verdict: 'pass', says: 'It is good.' },
    careful: { verdict: 'warn', says: 'It is not good.', fault: 'provider', remedy: 'Call them.' },
    bad: {
      verdict: 'fail',
      says: (facts) => `Port ${facts.port} is bad.`,
      fault: (facts) => (facts.port === 25 ? 'provider' : 'undetermined'),
      remedy: 'Call them.',
    },
    dark: { verdict: 'unknown', says: 'It could not be told.' },
  },
  observe: async (_line, given) => ({ port: given.seen.port }),
  judge: (facts) => (facts.port === 25 ? 'good' : 'bad'),
  gives: (facts) => (facts.from === undefined ? undefined : { address: facts.from }),
})

export const silent = defineCheck<{ readonly seen: boolean }>()({
  id: 'example.silent',
  stem: 'example.silent',
  title: 'An example gives nothing.',
  matters: {},
  revision: 1,
  needs: { certain: giving, perhaps: maybe(giving) },
  budget: 1_000,
  marks: {},
  answers: { good: { verdict: 'pass', says: 'It is good.' } },
  observe: async (_line, given) => ({ seen: given.certain.address === given.perhaps?.address }),
  judge: () => 'good',
})

export const checks = [giving, silent] as const

export const french: Translation<typeof checks> = {
  titles: { 'example.giving': 'Un exemple donne quelque chose.', 'example.silent': 'Un exemple ne donne rien.' },
  answers: {
    'example.giving/good': { says: 'C’est bon.' },
    'example.giving/careful': { says: 'Ce n’est pas bon.', remedy: 'Appelez-les.' },
    'example.giving/bad': { says: (facts) => `Le port ${facts.port} est mauvais.`, remedy: 'Appelez-les.' },
    'example.giving/dark': { says: 'On n’a pas pu le dire.' },
    'example.silent/good': { says: 'C’est bon.' },
  },
}

export const world: ExpectedAnswers<typeof checks> = { 'example.giving': 'dark', 'example.silent': 'blind' }
