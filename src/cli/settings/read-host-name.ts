import { domainToASCII } from 'node:url'
import { type Reading, right, wrong } from './reading.ts'

/** RFC 1035 §2.3.4, as text. */
const longest = 253
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** A host or domain name in its A-label form, lower case, without a final dot. An international name is translated. */
export function readHostName(text: string): Reading<string> {
  const wanted = wrong('a host name, such as mail.example.org')
  if (text.length > longest || /[\s/@:]/.test(text)) return wanted
  const name = domainToASCII(text).replace(/\.$/, '')
  const labels = name.split('.')
  // A name whose last label is a number is an address, or would be taken for one (WHATWG URL, host parser).
  const numeric = /^\d+$/.test(labels.at(-1) ?? '')
  return name.length <= longest && labels.every((each) => label.test(each)) && !numeric ? right(name) : wanted
}
