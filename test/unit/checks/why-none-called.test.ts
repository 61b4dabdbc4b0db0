import { expect, it } from 'vitest'
import { inbound } from '../../../src/checks/inbound/port.ts'
import { type StrangersMet, whyNoneCalled } from '../../../src/checks/inbound/why-none-called.ts'

const cases: readonly (readonly [string, StrangersMet, string, string])[] = [
  ['this address is listed', { asked: 'done', world: 'listed' }, 'lists of bad addresses', '--probe'],
  [
    'a ration is spent',
    { asked: 'done', world: 'rate-limited', retryAfterS: 1790, remaining: 3 },
    'spent: 3 tests are left',
    'in 30 minutes, or with the token',
  ],
  ['a ration is spent, to the last', { asked: 'done', world: 'rate-limited' }, 'is spent', 'in a minute'],
  ['customers share the address', { asked: 'shared-address', world: 'not-asked' }, 'shared', 'of your own'],
  ['volunteers reach no port 25', { asked: 'done', world: 'measured' }, 'silence says nothing', '--from'],
  ['a service dialled in vain', { asked: 'done', world: 'not-asked' }, 'silence says nothing', '--probe'],
  ['a token is unknown', { asked: 'done', world: 'unauthorized' }, 'GLOBALPING_TOKEN', 'token'],
]

it.each(cases)('says why nobody called where %s', (_, met, why, remedy) => {
  expect(whyNoneCalled(met).why).toContain(why)
  expect(whyNoneCalled(met).remedy).toContain(remedy)
  const { says } = inbound[25].v4.answers['not-called']
  const said = typeof says === 'string' ? says : says({ strangersMet: met } as never)
  expect(said).toMatch(/^Nobody outside can tell of port 25 of this address: .*\.$/)
})
