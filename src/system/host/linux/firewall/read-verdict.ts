import { isRecord, only, text } from './json-value.ts'
import type { Verdict } from './ruleset.ts'

/** A verdict in nft's words; undefined for what is none. */
export function readVerdict(value: unknown): Verdict | undefined {
  const [word, content] = only(value) ?? []
  switch (word) {
    case 'accept':
    case 'drop':
    case 'return':
    case 'continue':
    case 'reject':
      return { kind: word }
    case 'jump':
    case 'goto': {
      const target = isRecord(content) ? text(content['target']) : undefined
      return target === undefined ? { kind: 'away', words: word } : { kind: word, target }
    }
    case 'queue':
    case 'dnat':
    case 'tproxy':
    case 'synproxy':
    case 'fwd':
      return { kind: 'away', words: word }
    default:
      return undefined
  }
}
