import { expect, it } from 'vitest'
import { inbound } from '../../../src/checks/inbound/port.ts'
import { type StrangersMet, whyNoneCalled } from '../../../src/checks/inbound/why-none-called.ts'

const cases: readonly (readonly [string, StrangersMet, string, string])[] = [
  ['this address is listed', { asked: 'done', world: 'listed', reach25: 0 }, 'lists of bad addresses', '--probe'],
  [
    'a ration is spent',
    { asked: 'done', world: 'rate-limited', reach25: 0, retryAfterS: 1790, remaining: 3 },
    'spent: 3 tests are left',
    'in 30 minutes, or with the token',
  ],
  ['a ration is spent, to the last', { asked: 'done', world: 'rate-limited', reach25: 0 }, 'is spent', 'in a minute'],
  ['customers share the address', { asked: 'shared-address', world: 'not-asked', reach25: 0 }, 'shared', 'of your own'],
  ['volunteers reach no port 25', { asked: 'done', world: 'measured', reach25: 0 }, 'silence says nothing', '--from'],
  [
    'those who reach a port 25 are not done',
    { asked: 'done', world: 'measured', reach25: 4 },
    'too few of those who called',
    'again',
  ],
  ['a service dialled in vain', { asked: 'done', world: 'not-asked', reach25: 0 }, 'silence says nothing', '--probe'],
  ['a token is unknown', { asked: 'done', world: 'unauthorized', reach25: 0 }, 'GLOBALPING_TOKEN', 'token'],
]

it.each(cases)('says why nobody called where %s', (_, met, why, remedy) => {
  expect(whyNoneCalled(met).why).toContain(why)
  expect(whyNoneCalled(met).remedy).toContain(remedy)
  const { says } = inbound[25].v4.answers['not-called']
  const said = typeof says === 'string' ? says : says({ strangersMet: met } as never)
  expect(said).toMatch(/^Nobody outside can tell of port 25 of this address: .*\.$/)
})
