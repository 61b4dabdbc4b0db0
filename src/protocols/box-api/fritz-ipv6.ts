import { failed, type Outcome, success } from '../../core/failure.ts'
import type { Address } from '../../core/mark.ts'
import { canonical, familyOf, rangeOf } from '../addresses.ts'
import type { Action } from '../igd/call-action.ts'
import { textIn, type XmlElement } from '../igd/xml.ts'

/** What was handed to the box for the house: `2001:db8:1:2200::/56`. Undefined where it has nothing. */
export const prefixAction: Action<Address | undefined> = {
  name: 'X_AVM_DE_GetIPv6Prefix',
  values: [],
  read(reply) {
    const length = textIn(reply, 'NewPrefixLength') ?? ''
    // Some write the length behind the prefix as well.
    const address = addressIn(reply, 'NewIPv6Prefix', /\/\d{1,3}$/)
    if (!address.ok || address.value === undefined) return address
    if (!/^\d{1,3}$/.test(length) || Number(length) < 1 || Number(length) > 128) return failed('malformed')
    return success(`${address.value}/${Number(length)}`)
  },
}

/** The IPv6 address that the box has outside. Undefined where it has none. */
export const addressAction: Action<Address | undefined> = {
  name: 'X_AVM_DE_GetExternalIPv6Address',
  values: [],
  read: (reply) => addressIn(reply, 'NewExternalIPv6Address'),
}

function addressIn(reply: XmlElement, name: string, tail: RegExp = /$/): Outcome<Address | undefined> {
  const text = textIn(reply, name)?.replace(tail, '')
  if (text === '' || rangeOf(text ?? '') === 'unspecified') return success(undefined)
  return text !== undefined && familyOf(text) === 'v6' ? success(canonical(text)) : failed('malformed')
}
