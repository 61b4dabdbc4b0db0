/**
 * What old firewalls that "inspect" SMTP make of words that they do not like (Cisco's fixup, and its imitations): each letter
 * of a greeting becomes `*`, only 0, 2 and spaces are left; a capability becomes `XXXXXXXA`.
 */
const maskedWords = /^(?=[^*X]*[*X]{3})[*X02 ]+$/
/** No capability that anybody has registered begins so. */
const maskedKeyword = /^[*X]{3,}[A-Z0-9]?$/i

/** Whether a greeting, without its code, has been made unreadable. */
export function isMasked(text: string): boolean {
  return maskedWords.test(text)
}

/** Whether a capability has been. */
export function isMaskedCapability(text: string): boolean {
  return maskedKeyword.test(text.split(' ', 1)[0] ?? '')
}
