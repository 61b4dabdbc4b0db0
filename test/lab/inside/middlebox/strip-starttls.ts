import { isStartTls, type Rewriting } from './relay-lines.ts'

/** Takes out every offer of TLS, and refuses it to who asks all the same. */
export function stripStartTls(): Rewriting {
  // A reply is passed on one line late: where the offer was its last line, the one before it becomes the last.
  let held: string | undefined
  return {
    fromServer(line) {
      if (/^\*/.test(line)) return [line.replace(/ STARTTLS\b/i, '')]
      const offer = /^250[- ]STARTTLS$/i.test(line)
      const before = held
      held = undefined
      if (/^\d{3}-/.test(line)) {
        held = offer ? before : line
        return offer || before === undefined ? [] : [before]
      }
      if (offer) return before === undefined ? [] : [before.replace('-', ' ')]
      return before === undefined ? [line] : [before, line]
    },
    fromCaller(line) {
      if (!isStartTls(line)) return { pass: line }
      const [tag, command] = line.split(' ')
      return { answer: command === undefined ? '502 5.5.1 not here' : `${tag} BAD not here` }
    },
  }
}
