import type { RebootTest } from '../../history/timeline.ts'
import { visible } from '../visible.ts'
import { durationWords } from './duration-words.ts'
import type { Telling } from './telling.ts'

export const rebootHead = ['from', 'line back after', 'IPv4', 'IPv6', 'ports'] as const

/** What the line came back with after the router had been switched off to see. */
export function rebootRow({ offFrom, to, before, after }: RebootTest, { words, glyphs }: Telling): readonly string[] {
  const isBack = after.v4 !== undefined || after.v6Prefix !== undefined
  const become = (was: string | undefined, is: string | undefined) => {
    if (was === undefined) return ''
    if (was === is) return 'the same'
    return is === undefined ? 'not seen again' : visible(`${was} ${glyphs.arrow} ${is}`)
  }
  return [
    words.moment(offFrom),
    isBack ? durationWords(Date.parse(to) - Date.parse(offFrom)) : 'not seen',
    become(before.v4, after.v4),
    become(before.v6Prefix, after.v6Prefix),
    forwardWords(before.mappings, after.mappings),
  ]
}

function forwardWords(before: readonly string[] = [], after: readonly string[] | undefined): string {
  if (before.length === 0 || after === undefined) return ''
  const forgotten = before.filter((each) => !after.includes(each))
  return forgotten.length === 0 ? 'all kept' : visible(`${forgotten.join(', ')} forgotten`)
}
