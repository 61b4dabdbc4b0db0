import type { Check } from './check.ts'

/** The checks that `--only` and `--skip` leave, in the order of the registry. `*` stands for anything, dots included. */
export function selected(checks: readonly Check[], only: readonly string[], skip: readonly string[]): readonly Check[] {
  const wanted = only.length === 0 ? () => true : matcher(only)
  const unwanted = matcher(skip)
  return checks.filter((check) => wanted(check.id) && !unwanted(check.id))
}

function matcher(globs: readonly string[]): (id: string) => boolean {
  const patterns = globs.map((glob) => new RegExp(`^${glob.split('*').map(literally).join('.*')}$`))
  return (id) => patterns.some((pattern) => pattern.test(id))
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
