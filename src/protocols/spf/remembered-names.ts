import type { AskNames } from './ask-names.ts'

/** The same, each question asked once: one check often asks again, and a name must not change within it. */
export function rememberedNames(ask: AskNames): AskNames {
  const asked = new Map<string, ReturnType<AskNames>>()
  return (name, type) => {
    const key = `${type} ${name.toLowerCase()}`
    const reply = asked.get(key) ?? ask(name, type)
    asked.set(key, reply)
    return reply
  }
}
