import { expect, it } from 'vitest'
import { checks } from '../../../../src/checks/index.ts'
import { tellsOfPort } from '../../../../src/cli/commands/watch/tells-of-port.ts'

const answersOf = (id: string) => Object.entries(checks.find((check) => check.id === id)?.answers ?? {})
const told = (id: string) =>
  answersOf(id)
    .filter(([answer, { verdict }]) => tellsOfPort({ answer, verdict }))
    .map(([answer]) => answer)

it('takes a port that nobody reaches any more for an answer, and what nobody could ask for none', () => {
  for (const family of ['v4', 'v6']) {
    const inbound = answersOf(`inbound.25.${family}`).map(([answer]) => answer)
    const silent = ['cannot-listen', 'probe-unable', 'no-vantage', 'not-called', 'address-changed']
    expect(told(`inbound.25.${family}`)).toEqual(inbound.filter((answer) => !silent.includes(answer)))
    expect(told(`inbound.25.${family}`)).toContain('not-forwarded')
    const outbound = answersOf(`outbound.25.${family}`).map(([answer]) => answer)
    expect(told(`outbound.25.${family}`)).toEqual(
      outbound.filter((answer) => !['line-down', 'no-witness'].includes(answer)),
    )
  }
})
