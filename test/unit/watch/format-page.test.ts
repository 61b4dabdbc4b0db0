import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { recordLine } from '../../../src/cli/commands/watch/record-line.ts'
import { messageOf } from '../../../src/cli/telling/message-of.ts'
import { recordReaders } from '../../../src/history/record-readers.ts'
import { places } from '../../../src/history/record.ts'
import { eventsOf } from '../../../src/watch/telling/events-of.ts'
import { virtualClock } from '../virtual-clock.ts'
import { happenedOfEach, oneOfEach } from './one-of-each.ts'

const page = readFileSync(new URL('../../../docs/format.md', import.meta.url), 'utf8')
const fenced = /^```(\w*)\n(.*?)^```$/gms

/** What stands below a heading, up to the next of that rank. */
function section(heading: string): string {
  const [, text] = page.split(`\n## ${heading}\n`)
  if (text === undefined) throw new Error(`docs/format.md has no "${heading}"`)
  return text.split('\n## ')[0] ?? ''
}

/** The rows of the table whose first column is called so: what they are about, and what they say of it. */
function rows(text: string, column: string): ReadonlyMap<string, string> {
  const [, table = ''] = text.split(`\n| ${column} |`)
  const [body = ''] = table.split('\n\n')
  return new Map(
    body.split('\n').flatMap((row) => {
      const [, about = '', says = ''] = /^\| (`.+?`) \|(.*)\|$/.exec(row) ?? []
      return words(about).map((name) => [name, says] as const)
    }),
  )
}

/** What is in the blocks of a language, in all. */
function shown(text: string, language: string): string {
  return [...text.matchAll(fenced)].map(([, of, block = '']) => (of === language ? block : '')).join('')
}

function words(text: string): readonly string[] {
  return [...text.replaceAll(fenced, '').matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)
}

/** Members that are told for all of a table at once. */
function ownMembers(value: object, ofAll: readonly string[]): readonly string[] {
  return Object.keys(value).filter((name) => !ofAll.includes(name))
}

describe('the page of the formats tells of the watch log', () => {
  const log = section('The watch log')
  const told = rows(log, '`kind`')

  it('every kind of record, and none that there is not', () => {
    expect([...told.keys()].toSorted()).toEqual(Object.keys(recordReaders).toSorted())
  })

  it.each(Object.entries(oneOfEach))('what %s holds', (kind, record) => {
    const named = words(told.get(kind) ?? '')
    expect(ownMembers(record, ['kind', 'at']).filter((name) => !named.includes(name))).toEqual([])
  })

  it('one of each, as it is written', () => {
    const lines = shown(log, 'jsonl').split('\n').slice(0, -1)
    expect(lines.toSorted()).toEqual(
      Object.values(oneOfEach)
        .map((each) => recordLine(each, true).trim())
        .toSorted(),
    )
  })
})

it('the page of the formats shows a record that could not be kept as `watch --json` prints it', () => {
  const text = section('Each record as it comes: `mailworthy watch --json`')
  expect(shown(text, 'jsonl')).toBe(recordLine(oneOfEach['router-restarted'], false))
})

describe('the page of the formats tells of events', () => {
  const text = section('Events: `watch --on-change`, `watch --webhook`')
  const told = rows(text, '`event`')

  it('every one, and none that there is not', () => {
    expect([...told.keys()].toSorted()).toEqual(Object.keys(happenedOfEach).toSorted())
  })

  it.each(Object.entries(happenedOfEach))('what %s holds', (event, happened) => {
    const named = words(told.get(event) ?? '')
    expect(ownMembers(happened, ['event']).filter((name) => !named.includes(name))).toEqual([])
  })

  it('every member and every place', () => {
    expect([...rows(text, 'member').keys()]).toEqual(Object.keys(sent()))
    expect(places.filter((place) => !words(text).includes(place))).toEqual([])
  })

  it('one, as it is sent', () => {
    expect(JSON.stringify(JSON.parse(shown(text, 'json')))).toBe(JSON.stringify(sent()))
  })

  it('what has happened in one of each', () => {
    const lines = shown(text, 'jsonl').split('\n').slice(0, -1)
    expect(lines).toEqual(Object.values(happenedOfEach).map((each) => JSON.stringify(each)))
  })
})

/** A new address, as somebody is told of it. */
function sent(): Record<string, unknown> {
  const id = '0f8b1d6e-5a0c-4c1b-9d53-1f0e6a7b2c94'
  const events = eventsOf({ clock: virtualClock(0), newId: () => id, timeZone: 'Europe/Paris' })
  const { address } = oneOfEach
  const before = { ...address, address: address.was }
  const [event] = [oneOfEach.began, before, address].flatMap((record) => events.take(record))
  if (event === undefined) throw new Error('a new address is told at once')
  return JSON.parse(messageOf(event).body) as Record<string, unknown>
}
