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

export function addressRows(addresses: readonly AddressSpan[], { words }: Telling): readonly (readonly string[])[] {
  return addresses.map(({ what, family, address, from, to, reconnects, restarts, knownAs }) => [
    `${familyWords[family]} ${whatWords[what]}`,
    visible(address),
    words.moment(from),
    words.moment(to),
    // Only a public address has to be asked for anew.
    reconnects === 0 ? '' : `kept over ${reconnects}${restarts === 0 ? '' : `, ${restarts} with a restart`}`,
    knownAs === undefined ? '' : knownWords(knownAs),
  ])
}

/** Its name, then what receivers make of name and address where that is not simply good. */
function knownWords({ name, reverse, policy }: NonNullable<AddressSpan['knownAs']>): string {
  return [
    name === null ? 'no name' : visible(name),
    ...(reverse === undefined ? [] : [`reverse name: ${visible(reverse)}`]),
    ...(policy === undefined ? [] : [`policy lists: ${visible(policy)}`]),
  ].join('; ')
}
