import { describe, expect, it } from 'vitest'
import { reputationPolicy } from '../../../../src/checks/reputation/policy.ts'
import { conclude } from '../../../../src/core/conclude.ts'
import { judgements } from '../judgements.ts'
import { has, heard, small, zen } from './heard-lists.ts'

const address = '203.0.113.7'

judgements(reputationPolicy.v4, [
  ['a list that is alive and has nothing', { address, lists: [zen(heard.clear)] }, 'not-listed'],
  ['bad mail, which is another question', { address, lists: [zen(has(['127.0.0.4', 'abuse']))] }, 'not-listed'],
  ["the provider's entry", { address, lists: [zen(has(['127.0.0.10', 'policy-by-provider']))] }, 'listed-by-provider'],
  ["the list's own entry", { address, lists: [zen(has(['127.0.0.11', 'policy']))] }, 'listed'],
  [
    "both: the provider's is the harder one to be rid of",
    { address, lists: [zen(has(['127.0.0.10', 'policy-by-provider'], ['127.0.0.11', 'policy']))] },
    'listed-by-provider',
  ],
  [
    'an entry beside bad mail',
    { address, lists: [zen(has(['127.0.0.2', 'abuse'], ['127.0.0.11', 'policy']))] },
    'listed',
  ],
  ['a refusal', { address, lists: [zen(heard.refused)] }, 'refused'],
  ['a refusal and a silence', { address, lists: [zen(heard.silent), zen(heard.refused)] }, 'refused'],
  ['silence', { address, lists: [zen(heard.silent)] }, 'lookup-failed'],
  ['silence about the test point alone', { address, lists: [zen(heard.testSilent)] }, 'lookup-failed'],
  ['silence about the address alone', { address, lists: [zen(heard.onlyHereSilent)] }, 'lookup-failed'],
  ['a list that is dead', { address, lists: [zen(heard.mute)] }, 'no-witness'],
  ['a name server that has an address for every name', { address, lists: [zen(heard.rewritten)] }, 'no-witness'],
  ['a list that has everybody', { address, lists: [zen(heard.wildcard)] }, 'no-witness'],
  ['a code that nobody knows', { address, lists: [zen(has(['127.0.0.99']))] }, 'no-witness'],
  ['no list', { address, lists: [] }, 'no-witness'],
  [
    'one list that is dead and one that is alive',
    { address, lists: [zen(heard.mute), zen(heard.clear)] },
    'not-listed',
  ],
])

describe('a line that is not supposed to send', () => {
  const says = (code: string, kind: 'policy' | 'policy-by-provider') =>
    conclude(reputationPolicy.v4, { address, lists: [zen(has([code, kind]))] }, [])

  it('is told that it has done nothing, who can take it off, and where', () => {
    const own = says('127.0.0.11', 'policy')
    expect(own.says).toMatch(/no reproach/)
    expect(own.remedy).toMatch(/take it off yourself.*https:\/\/zen\.test\/removal/)
    const theirs = says('127.0.0.10', 'policy-by-provider')
    expect(theirs.says).toMatch(/^The provider itself has put 203\.0\.113\.7 .*127\.0\.0\.10/)
    expect(theirs.remedy).toMatch(/^Ask the provider/)
  })

  it('is asked only of lists that can tell', async () => {
    const given = { heard: { address, lists: [zen(heard.clear), small(heard.clear)] } }
    const facts = await reputationPolicy.v4.observe({} as never, given as never, {} as never, () => {})
    expect(facts).toEqual({ address, lists: [zen(heard.clear)] })
  })

  it('is not said to be clear where the list was not heard, and is told how to ask', () => {
    const { says: said, remedy } = conclude(reputationPolicy.v4, { address, lists: [zen(heard.refused)] }, [])
    expect(said).toMatch(/^Not known: Zen will not answer this name server\. That is no listing/)
    expect(remedy).toMatch(/--resolver.*MAILWORTHY_DQS_KEY.*https:\/\/zen\.test\/removal/)
  })
})
