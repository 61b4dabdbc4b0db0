import { type Reading, right, wrong } from './reading.ts'

/** Longer ones do not get through every proxy (RFC 9110 §4.1 asks for 8000 octets; no service of that kind comes near). */
const longest = 2_000

/**
 * A URL that is called when something happens, in its canonical form. In the clear too: many stand in the home itself. With no
 * name and password in it: those would have to be sent as a header, and programs disagree whether they are.
 */
export function readWebHook(text: string): Reading<string> {
  const url =
    /^https?:\/\/[^\s/]/i.test(text) && text.length <= longest && URL.canParse(text) ? new URL(text) : undefined
  return url === undefined || url.username !== '' || url.password !== '' || /[\p{Cc} ]/u.test(text)
    ? wrong('a URL that begins with https:// (or http://), without a name and a password in it')
    : right(url.href)
}
