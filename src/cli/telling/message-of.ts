import type { Message } from '../../system/telling/message.ts'
import type { WatchEvent } from '../../watch/event.ts'

/** An event as it is told: the JSON of it is its public form. */
export function messageOf(event: WatchEvent): Message {
  const { id, at, says, happened, line } = event
  return {
    id,
    at,
    event: happened.event,
    says,
    ...(line.name !== undefined && { line: line.name }),
    body: JSON.stringify(event),
  }
}
