import type { Address } from '../../core/mark.ts'
import type { PrivacyFacts } from './mail-address.ts'

interface Judged {
  readonly address: Address
  readonly privacy?: PrivacyFacts
}

/** Why another address is judged than the one that others see, as a sentence of its own; nothing where it is that one. */
export function inPlaceOf({ address, privacy }: Judged): string {
  if (privacy?.lasting !== true) return ''
  return ` ${address} is the address of this machine that lasts, and so the one for a mail server; the one that others see now, ${privacy.source}, is a privacy address, replaced within a day.`
}
