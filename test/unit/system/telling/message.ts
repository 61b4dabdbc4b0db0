import type { Message } from '../../../../src/system/telling/message.ts'

/** Something to tell, by its number. */
export function message(number: number, more: Partial<Message> = {}): Message {
  const id = `id-${number}`
  return {
    id,
    at: '2026-11-24T02:12:00Z',
    event: 'router-restarted',
    says: 'The router restarted at 03:12 on 24 November.',
    body: JSON.stringify({ id }),
    ...more,
  }
}
