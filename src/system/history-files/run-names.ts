/** What a run is called: its time to the second, and a number where two fell into one. */
export interface RunName {
  readonly id: string
  /** Of the file. */
  readonly name: string
}

/** Two runs of one second are made by two people, or by a script: a hundred are a mistake. */
export const mostInOneSecond = 99

/** `20261124T154500Z`, and the second one of that second `20261124T154500Z-2`. Undefined where `at` is no time of our era. */
export function newRunName(at: string, number: number): RunName | undefined {
  const ms = Date.parse(at)
  if (Number.isNaN(ms)) return undefined
  const second = new Date(ms)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '')
  return runName(number === 1 ? second : `${second}-${number}`)
}

/** Undefined for what cannot be the id of a run, as a path would be. */
export function runName(id: string): RunName | undefined {
  return /^\d{8}T\d{6}Z(-[1-9]\d?)?$/.test(id) ? { id, name: `run-${id}.jsonl` } : undefined
}

/** Undefined for a file that is something else. */
export function readRunName(name: string): RunName | undefined {
  const [, id] = /^run-(.*)\.jsonl$/.exec(name) ?? []
  return id === undefined ? undefined : runName(id)
}

/** Oldest first: by their time, then by their number. */
export function byTime(one: RunName, other: RunName): number {
  const [time, number = '1'] = one.id.split('-')
  const [otherTime, otherNumber = '1'] = other.id.split('-')
  if (time !== otherTime) return (time ?? '') < (otherTime ?? '') ? -1 : 1
  return Number(number) - Number(otherNumber)
}
