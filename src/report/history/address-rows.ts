import type { AddressSpan } from '../../history/timeline.ts'
import { visible } from '../visible.ts'
import type { Telling } from './telling.ts'

export const addressHead = ['what', 'address', 'from', 'to', 'reconnects', 'known as'] as const

const familyWords = { v4: 'IPv4', v6: 'IPv6' } as const

const whatWords: Readonly<Record<AddressSpan['what'], string>> = {
  public: 'public',
  prefix: 'prefix',
  host: 'host part',
  router: 'of the router',
}

export function addressRow(span: AddressSpan, { words }: Telling): readonly string[] {
  const { what, family, address, from, to, reconnects, restarts, knownAs } = span
  return [
    `${familyWords[family]} ${whatWords[what]}`,
    visible(address),
    words.moment(from),
    words.moment(to),
    reconnects === 0 ? '' : `kept over ${reconnects}${restarts === 0 ? '' : `, ${restarts} with a restart`}`,
    knownAs === undefined ? '' : knownWords(knownAs),
  ]
}

/** What the line itself has: the rest is the machine's, or says the same again. */
export function isOfLine({ what, family }: AddressSpan): boolean {
  return what === (family === 'v4' ? 'public' : 'prefix')
}

/** Its name, then what receivers make of name and address where that is not simply good. */
function knownWords({ name, reverse, policy }: NonNullable<AddressSpan['knownAs']>): string {
  return [
    name === null ? 'no name' : visible(name),
    ...(reverse === undefined ? [] : [`reverse name: ${visible(reverse)}`]),
    ...(policy === undefined ? [] : [`policy lists: ${visible(policy)}`]),
  ].join('; ')
}
