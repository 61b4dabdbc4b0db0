import type { Reading } from '../../settings/reading.ts'
import { UsageError } from '../../usage-error.ts'

/** What is typed wrong is shown shortened. */
const mostShown = 60

/** The value of a flag or an argument; throws UsageError, by its name, where it is none. */
export function readArgument<T>(name: string, text: string, read: (text: string) => Reading<T>): T {
  const reading = read(text)
  if (reading.ok) return reading.value
  const shown = text.length > mostShown ? `${text.slice(0, mostShown)}…` : text
  throw new UsageError(`${name} ${reading.why}, not ${JSON.stringify(shown)}`)
}
