import { type Failure, failed, success } from '../../../../src/core/failure.ts'
import type { AskNames } from '../../../../src/protocols/spf/ask-names.ts'

/** Records by `name TYPE`, in lower case, or how a question fails. What is not in it does not exist. */
export type SpfZone = Readonly<Record<string, readonly string[] | Failure>>

export interface ScriptedNames {
  readonly ask: AskNames
  /** Every question, in its order. */
  readonly asked: readonly string[]
}

export function spfZone(zone: SpfZone): ScriptedNames {
  const names = new Set(Object.keys(zone).map((key) => key.split(' ')[0]))
  const asked: string[] = []
  return {
    asked,
    ask: async (name, type) => {
      asked.push(`${name} ${type}`)
      const said = zone[`${name.toLowerCase()} ${type}`]
      if (said === undefined) return failed(names.has(name.toLowerCase()) ? 'no-data' : 'name-not-found')
      return typeof said === 'string' ? failed(said) : success(said)
    },
  }
}
