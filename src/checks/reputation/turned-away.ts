/**
 * Whether a mail server that greets with these words turns an address away, and not just whoever calls at this moment.
 *
 * 5xx is for good (RFC 5321 §3.1). 4xx is mostly a busy server's; it is about the caller only where it says so: it names the
 * address, or has a status of policy, x.7.x (RFC 3463 §3.8), as Google and Yahoo put off addresses of bad repute.
 */
export function turnedAway(greeting: readonly string[], addresses: readonly string[]): boolean {
  const [first = ''] = greeting
  if (/^5[0-9]{2}([ -]|$)/.test(first)) return true
  if (!/^4[0-9]{2}([ -]|$)/.test(first)) return false
  const words = greeting.join('\n').toLowerCase()
  return /^4[0-9]{2}[ -]4\.7\.[0-9]{1,3}\b/m.test(words) || addresses.some((address) => words.includes(address))
}
