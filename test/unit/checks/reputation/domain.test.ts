import { describe, expect, it } from 'vitest'
import { reputationDomain } from '../../../../src/checks/reputation/domain.ts'
import { judgements } from '../judgements.ts'
import { domains, has, heard } from './heard-lists.ts'

const domain = 'home.test'

judgements(reputationDomain, [
  ['a list that has nothing', { domain, lists: [domains(heard.clear)] }, 'not-listed'],
  ['an entry', { domain, lists: [domains(has(['127.0.1.2', 'abuse']))] }, 'listed'],
  ['a refusal', { domain, lists: [domains(heard.refused)] }, 'refused'],
  ['silence', { domain, lists: [domains(heard.silent)] }, 'lookup-failed'],
  ['a dead list', { domain, lists: [domains(heard.mute)] }, 'no-witness'],
  ['a name server that has an address for every name', { domain, lists: [domains(heard.rewritten)] }, 'no-witness'],
  ['a list that has everybody', { domain, lists: [domains(heard.wildcard)] }, 'no-witness'],
  ['no list', { domain, lists: [] }, 'no-witness'],
])

describe('the name of a domain', () => {
  it('is no question where there is none', () => {
    const asked = { release: '0.1.0', probes: [], stun: [], servers: [] }
    expect(reputationDomain.moot?.(asked)).toBe('No domain was given (--domain).')
    expect(reputationDomain.moot?.({ ...asked, domain })).toBeUndefined()
  })
})
