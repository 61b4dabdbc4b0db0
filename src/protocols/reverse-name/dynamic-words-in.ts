import { dynamicWords } from './known-words.ts'
import { nameParts } from './name-parts.ts'

/** The words in a reverse name that say of an address that it is lent for a while: `dyn`, `dhcp`, `dip`. Never throws. */
export function dynamicWordsIn(name: string): readonly string[] {
  return [...new Set(nameParts(name).words.filter((word) => dynamicWords.has(word)))]
}
