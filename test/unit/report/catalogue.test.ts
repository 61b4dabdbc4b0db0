import { describe, expect, it } from 'vitest'
import { defineCheck } from '../../../src/core/check.ts'
import { catalogueOf, catalogueText } from '../../../src/report/catalogue.ts'
import { checkPage } from '../../../src/report/check-page.ts'
import { explained } from '../../../src/report/explain.ts'
import { marksOf } from '../../../src/report/marks-of.ts'
import { defineLook } from '../../../src/core/look.ts'
import { maybe } from '../../../src/core/check.ts'
import type { Address, Name } from '../../../src/core/mark.ts'

const look = defineLook<{ readonly from: Address }>()({
  look: 'doors.v4',
  revision: 1,
  needs: {},
  budget: 1,
  marks: { from: 'address' },
  observe: () => Promise.resolve({ from: '' }),
})

const door = defineCheck<{ readonly keeper: Name }>()({
  id: 'doors.front.v4',
  stem: 'doors.front',
  title: 'The front door opens.',
  matters: { receive: 'required', access: 'required', send: 'recommended' },
  revision: 1,
  needs: { seen: maybe(look) },
  budget: 1,
  marks: { keeper: 'name' },
  answers: {
    open: {
      verdict: 'pass',
      says: () => {
        throw new Error('explaining must not make up facts')
      },
    },
    shut: {
      verdict: 'fail',
      fault: ({ keeper }) => (keeper === '' ? 'machine' : 'router'),
      says: ({ keeper }) => `${keeper} keeps it shut.`,
      remedy: 'Knock.',
    },
  },
  observe: () => Promise.resolve({ keeper: '' }),
  judge: ({ keeper }) => (keeper === '' ? 'open' : 'shut'),
})

const plain = { width: 80, colour: false }

describe('the catalogue', () => {
  it('lists every answer with its verdict', () => {
    expect(catalogueOf([door])).toEqual([
      {
        id: 'doors.front.v4',
        stem: 'doors.front',
        title: 'The front door opens.',
        matters: { receive: 'required', access: 'required', send: 'recommended' },
        answers: { open: 'pass', shut: 'fail' },
      },
    ])
  })

  it('says for what a check counts', () => {
    const text = catalogueText([door, { ...door, matters: {} }], plain)
    expect(text).toContain('Required to receive and to have access from outside, recommended to send.')
    expect(text).toContain('For information: counts for nothing.')
    expect(text).toContain('fail     shut')
  })
})

describe('an explanation', () => {
  const page = checkPage(
    '# doors\n\nDoes it **open**?\n\n| answer | verdict | what it means | what to do |\n|---|---|---|---|\n| `open` | pass | Somebody is at home. | |\n| `shut` | fail | Nobody opens. | Wait. |\n',
  )

  it('has the general words of the page where a sentence needs facts', () => {
    const text = explained(door, { ...plain, page })
    expect(text).toContain('Does it open?')
    expect(text).toContain('open  good\n  Somebody is at home.')
    expect(text).toContain('Whose doing it is depends on what was seen.\n  → Knock.')
  })

  it('does without the page', () => {
    expect(explained(door, plain)).toContain('The report says in a sentence what was seen on the line.')
  })

  it('is of one answer alone where asked', () => {
    const text = explained(door, { ...plain, page, answer: 'shut' })
    expect(text).toContain('shut  in the way')
    expect(text).not.toContain('Somebody is at home.')
  })
})

describe('the marks of a registry', () => {
  it('are those of its checks and of all looks behind them', () => {
    expect(marksOf([door])).toEqual(
      new Map([
        ['doors.front.v4', { keeper: 'name' }],
        ['doors.v4', { from: 'address' }],
      ]),
    )
  })
})
