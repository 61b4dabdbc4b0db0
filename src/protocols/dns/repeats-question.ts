import { readName } from './read-name.ts'

const headerBytes = 12
/** Type and class. */
const afterName = 4

/**
 * Whether the question in a reply is that of the query, letter by letter. Some forwarders put it into lower case, and then
 * nothing shows that they were asked it. A refusal may leave the question out: it can mislead nobody.
 */
export function repeatsQuestion(reply: Uint8Array, query: Uint8Array): boolean {
  const end = (readName(query, headerBytes)?.end ?? headerBytes) + afterName
  if (reply.length <= headerBytes || (reply[4] === 0 && reply[5] === 0)) return true
  for (let at = headerBytes; at < end; at += 1) if (reply[at] !== query[at]) return false
  return true
}
