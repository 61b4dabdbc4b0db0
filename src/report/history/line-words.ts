import type { LineKey } from '../../history/line-key.ts'

/** Which line it is, in a sentence: `the line "home"`, `the line behind 02:00:5e:10:00:01`. */
export function lineWords({ name, gateway }: LineKey): string {
  if (name !== undefined) return `the line "${name}"`
  return gateway === undefined ? 'a line without a name' : `the line behind ${gateway}`
}
