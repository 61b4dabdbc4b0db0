import type { AskNames } from './ask-names.ts'
import type { SpfAsked } from './spf-evaluation.ts'

/** Of a wide answer, enough to see what it is. */
const mostShown = 16

/** The same, with a note of every question and of what came back. */
export function notedNames(ask: AskNames): { readonly ask: AskNames; readonly asked: readonly SpfAsked[] } {
  const asked: SpfAsked[] = []
  return {
    asked,
    async ask(name, type) {
      const reply = await ask(name, type)
      const came = reply.ok ? { found: reply.value.slice(0, mostShown) } : { failure: reply.failure }
      asked.push({ name, type, ...came })
      return reply
    },
  }
}
