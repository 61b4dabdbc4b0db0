import type { ListingKind } from '../../../../src/core/asked.ts'
import type { ListFacts } from '../../../../src/checks/looks/blocklists.ts'
import type { ListAnswer } from '../../../../src/protocols/dnsbl/read-list-answer.ts'

const nothing: ListAnswer = { said: 'nothing', codes: [] }
const entry: ListAnswer = { said: 'codes', codes: [{ code: '127.0.0.2', kind: 'abuse' }] }
const refusal: ListAnswer = { said: 'refused', codes: [{ code: '127.255.255.254', kind: 'refused' }] }
const searchPage: ListAnswer = { said: 'foreign', codes: [{ code: '192.0.2.80' }] }
const silence: ListAnswer = { said: 'failed', codes: [], failure: 'timed-out' }

/** What a list may have said: of whoever was asked about, of the entry that it must have, of the one that it must not. */
export const heard = {
  clear: { here: nothing, listedPoint: entry, unlistedPoint: nothing },
  refused: { here: refusal, listedPoint: refusal, unlistedPoint: refusal },
  silent: { here: silence, listedPoint: silence, unlistedPoint: silence },
  testSilent: { here: nothing, listedPoint: silence, unlistedPoint: nothing },
  onlyHereSilent: { here: silence, listedPoint: entry, unlistedPoint: nothing },
  mute: { here: nothing, listedPoint: nothing, unlistedPoint: nothing },
  rewritten: { here: searchPage, listedPoint: entry, unlistedPoint: searchPage },
  wildcard: { here: entry, listedPoint: entry, unlistedPoint: entry },
} as const

/** A list that is alive and has these codes for whoever was asked about. */
export function has(...codes: readonly (readonly [code: string, kind?: ListingKind])[]) {
  const here: ListAnswer = { said: 'codes', codes: codes.map(([code, kind]) => ({ code, ...(kind && { kind }) })) }
  return { ...heard.clear, here }
}

type Heard = Pick<ListFacts, 'here' | 'listedPoint' | 'unlistedPoint'>

export function zen(said: Heard): ListFacts {
  return {
    list: 'Zen',
    zone: 'zen.test',
    tells: ['abuse', 'policy-by-provider', 'policy'],
    removal: 'https://zen.test/removal',
    ...said,
  }
}

export function small(said: Heard): ListFacts {
  return { list: 'Small', zone: 'small.test', tells: ['minor'], ...said }
}

export function domains(said: Heard): ListFacts {
  return {
    list: 'Domains',
    zone: 'domains.test',
    tells: ['abuse', 'refused'],
    removal: 'https://domains.test/',
    ...said,
  }
}
