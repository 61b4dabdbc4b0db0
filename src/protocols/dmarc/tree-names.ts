import { labelsOf } from '../dns/labels-of.ts'

/** RFC 9989 §4.10: at most 8 questions, however long the name is. */
const mostQuestions = 8

/** The names that a tree walk visits for a domain (RFC 9989 §4.10): its own, then those above it, down to the top level. */
export function treeNames(domain: string): readonly string[] {
  const labels = labelsOf(domain.toLowerCase())
  // "If x >= 8, remove the left-most labels until 7 labels remain": whoever makes up long names costs no more.
  const above = labels.length < mostQuestions ? labels.slice(1) : labels.slice(1 - mostQuestions)
  return labels.length === 0
    ? []
    : [labels, ...above.map((_, index) => above.slice(index))].map((each) => each.join('.'))
}
