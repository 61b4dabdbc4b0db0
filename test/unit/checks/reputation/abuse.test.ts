import { describe, expect, it } from 'vitest'
import { reputationAbuse } from '../../../../src/checks/reputation/abuse.ts'
import type { ListFacts } from '../../../../src/checks/looks/blocklists.ts'
import { conclude } from '../../../../src/core/conclude.ts'
import { type Judgement, judgements } from '../judgements.ts'
import { has, heard, small, zen } from './heard-lists.ts'

const address = '203.0.113.7'
const of = (...lists: readonly ListFacts[]) => ({ address, lists })
const onSmall = small(has(['127.0.0.2', 'minor']))

const table = [
  ['all clear', of(zen(heard.clear), small(heard.clear)), 'not-listed'],
  [
    'a line that is not supposed to send, which is another question',
    of(zen(has(['127.0.0.10', 'policy-by-provider']))),
    'not-listed',
  ],
  ['a small list that was not heard', of(zen(heard.clear), small(heard.silent)), 'not-listed'],
  ['a small list that is dead and has everybody', of(zen(heard.clear), small(heard.wildcard)), 'not-listed'],
  ['a small list that refuses', of(zen(heard.clear), small(heard.refused)), 'not-listed'],
  ['a small list', of(zen(heard.clear), onSmall), 'listed-minor'],
  ['the one that most heed', of(zen(has(['127.0.0.4', 'abuse']))), 'listed'],
  ['all of them', of(zen(has(['127.0.0.2', 'abuse'], ['127.0.0.9', 'abuse'])), onSmall), 'listed'],
  ['a refusal, counted as listed by others', of(zen(heard.refused)), 'refused'],
  ['a refusal, and a small list', of(zen(heard.refused), onSmall), 'refused'],
  ['a refusal, and a small list that is clear', of(zen(heard.refused), small(heard.clear)), 'refused'],
  ['silence', of(zen(heard.silent), small(heard.clear)), 'lookup-failed'],
  ['a dead list', of(zen(heard.mute), small(heard.clear)), 'no-witness'],
  ['a list that has everybody', of(zen(heard.wildcard)), 'no-witness'],
  ['a name server that has an address for every name', of(zen(heard.rewritten)), 'no-witness'],
  ['a code that nobody knows', of(zen(has(['127.0.0.99']))), 'no-witness'],
  ['small lists alone', of(small(heard.clear)), 'no-witness'],
  ['nobody', of(), 'no-witness'],
] as const satisfies readonly Judgement<ReturnType<typeof of>, string>[]

judgements(reputationAbuse.v4, table)
judgements(reputationAbuse.v6, table)

describe('an address that bad mail came from', () => {
  const finding = (...lists: readonly ListFacts[]) => conclude(reputationAbuse.v4, of(...lists), [])

  it('is told by whom, by which codes, and where to go after the cause is found', () => {
    const { says, remedy } = finding(zen(has(['127.0.0.2', 'abuse'], ['127.0.0.4', 'abuse'])), onSmall)
    expect(says).toContain('Zen (127.0.0.2, 127.0.0.4), Small (127.0.0.2)')
    expect(remedy).toMatch(/infected device.*https:\/\/zen\.test\/removal, the pages of Small\.$/)
  })

  it('is not told of a listing as one of people at home', () => {
    const { says } = finding(zen(has(['127.0.0.4', 'abuse'], ['127.0.0.10', 'policy-by-provider'])))
    expect(says).not.toContain('127.0.0.10')
  })

  it('is told of a small list also where the large one was not heard', () =>
    expect(finding(zen(heard.refused), onSmall).says).toMatch(/no listing.*It is on Small \(127\.0\.0\.2\)/))

  it('is said to be clear by those that were heard alone', () => {
    const { says } = finding(zen(heard.clear), small(heard.mute))
    expect(says).toBe('203.0.113.7 is on none of the lists that answered: Zen. Not heard: Small.')
  })
})
