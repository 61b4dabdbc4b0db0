import type { Finding } from '../core/finding.ts'

/** Facts as they come: of another version, of an unfinished run, or from a file. Nothing about them is certain. */
export type Values = { readonly [key: string]: unknown }

/** What a check saw; undefined where it did not answer, or saw nothing that has members. */
export function factsOf(findings: readonly Finding[], check: string): Values | undefined {
  const finding = findings.find((each) => each.check === check)
  return finding?.kind === 'answered' ? record(finding.facts) : undefined
}

export function record(value: unknown): Values | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : undefined
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function texts(value: unknown): readonly string[] {
  return list(value).flatMap((each) => text(each) ?? [])
}

export function wholeNumber(value: unknown): number | undefined {
  return Number.isSafeInteger(value) ? (value as number) : undefined
}

export function wholeNumbers(value: unknown): readonly number[] {
  return list(value).flatMap((each) => wholeNumber(each) ?? [])
}
