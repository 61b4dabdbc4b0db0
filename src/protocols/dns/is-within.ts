import { labelsOf } from './labels-of.ts'

/** Whether a name is a zone's own or below it (RFC 9499 §7, "in-bailiwick"). Everything is within the root. */
export function isWithin(name: string, zone: string): boolean {
  const labels = labelsOf(name.toLowerCase())
  const tail = labelsOf(zone.toLowerCase())
  const above = labels.length - tail.length
  return above >= 0 && tail.every((label, index) => label === labels[above + index])
}
