import { type Failure, failed, type Outcome, success } from '../../../../src/core/failure.ts'
import type { Question, Reply } from '../../../../src/core/line.ts'
import { silentLine } from '../../silent-line.ts'

/** What is there under a name: addresses, or how the question ends. Names that are not there do not exist. */
export type Entries = Readonly<Record<string, readonly string[] | Failure>>

export function replyOf(name: string, addresses: readonly string[]): Outcome<Reply> {
  const answers = addresses.map((data) => ({ name, type: 'A', ttl: 60, data }))
  return success({ answers, authentic: false, server: { address: '192.0.2.53', port: 53 } })
}

/** A line whose resolver knows these names, and who was asked what. */
export function scriptedLists(entries: Entries) {
  const questions: Question[] = []
  const line = silentLine({
    async ask(question) {
      questions.push(question)
      const said = entries[question.name] ?? 'name-not-found'
      return typeof said === 'string' ? failed(said) : replyOf(question.name, said)
    },
  })
  return { line, questions, names: () => questions.map(({ name }) => name) }
}
