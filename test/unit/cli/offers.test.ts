import { describe, expect, it } from 'vitest'
import { agreedTo, mayAsk } from '../../../src/cli/agreed-to.ts'
import { offersOf } from '../../../src/cli/offers.ts'
import type { Finding } from '../../../src/core/finding.ts'

const found = (answers: Readonly<Record<string, string>>): readonly Finding[] =>
  Object.entries(answers).map(([check, answer]) => ({
    check,
    stem: check,
    matters: {},
    kind: 'answered',
    answer,
    verdict: 'unknown',
    says: '',
    revision: 1,
    facts: {},
    trace: [],
  }))

const nothing = { router: false, globalping: false }
const closed = {
  'vantage.probe': 'ready',
  'inbound.25.v4': 'not-forwarded',
  'router.upnp': 'available',
  'line.address.v4': 'seen',
  'line.nat.v4': 'one-router',
}
const unseen = { ...closed, 'vantage.probe': 'not-configured', 'inbound.25.v4': 'no-vantage' }

describe('what is offered after a run', () => {
  it.each([
    ['a router that opens ports, where nothing arrives', closed, nothing, ['router']],
    ['the same, and it was allowed already', closed, { ...nothing, router: true }, []],
    ['a router that speaks no language', { ...closed, 'router.upnp': 'absent' }, nothing, []],
    ['a port that is open', { ...closed, 'inbound.25.v4': 'open' }, nothing, []],
    ['a program that may not listen', { ...closed, 'inbound.25.v4': 'cannot-listen' }, nothing, ['router']],
    ['nobody outside', unseen, nothing, ['globalping']],
    [
      'nobody outside, and a program that may not listen',
      { ...unseen, 'vantage.probe': 'egress-blocked', 'inbound.25.v4': 'cannot-listen' },
      nothing,
      [],
    ],
    ['nobody outside, and Globalping was asked', unseen, { ...nothing, globalping: true }, []],
    ['nobody outside, and an address that is shared', { ...unseen, 'line.nat.v4': 'carrier' }, nothing, []],
    ['nobody outside, and an address that is not known', { ...unseen, 'line.address.v4': 'no-witness' }, nothing, []],
  ] as const)('%s', (_name, answers, allowed, offers) => {
    expect(offersOf(found(answers), allowed)).toEqual(offers)
  })
})

describe('the router', () => {
  const filteredBy = (fault: 'machine' | 'undetermined') =>
    found({ ...closed, 'inbound.25.v4': 'filtered' }).map((finding) =>
      finding.check === 'inbound.25.v4' ? { ...finding, fault } : finding,
    )

  it('is not asked where it is this machine that turns callers away', () => {
    expect(offersOf(filteredBy('undetermined') as readonly Finding[], nothing)).toEqual(['router'])
    expect(offersOf(filteredBy('machine') as readonly Finding[], nothing)).toEqual([])
  })
})

describe('a question', () => {
  const terminal = (answer: string) => {
    let heard = ''
    return {
      heard: () => heard,
      out: () => {},
      err: (text: string) => void (heard += text),
      width: 80,
      colour: false,
      watched: true,
      interactive: true,
      ask: async () => answer,
    }
  }

  it.each([
    ['y', ['globalping']],
    [' YES ', ['globalping']],
    ['', []],
    ['no', []],
    ['yes please', []],
  ])('answered %j', async (answer, agreed) => {
    const asked = terminal(answer)
    expect(await agreedTo(['globalping'], asked)).toEqual(agreed)
    expect(asked.heard()).toMatch(/public\s+address\s+of\s+this\s+line/)
    expect(asked.heard()).toMatch(/seven\s+days/)
  })

  it('about the router names all that is opened', async () => {
    const asked = terminal('no')
    await agreedTo(['router'], asked)
    expect(asked.heard().replace(/\s+/g, ' ')).toContain('mail ports that are shut, and a high one (61025)')
  })

  it('is put to somebody who sits there alone', () => {
    expect(mayAsk({}, { interactive: true })).toBe(true)
    expect(mayAsk({}, { interactive: false })).toBe(false)
    expect(mayAsk({ json: true }, { interactive: true })).toBe(false)
    expect(mayAsk({ input: false }, { interactive: true })).toBe(false)
  })
})
