import { failed, type Outcome, success } from '../core/failure.ts'
import type { Conversation, Endpoint, ListenAt, Listener } from '../core/line.ts'
import { familyOf } from './endpoint.ts'
import { nominalAddress, type Reroute } from './reroute.ts'
import { relabelled } from './rerouted-dial.ts'

type Listen<C extends Conversation, Rest extends readonly unknown[]> = (
  at: ListenAt,
  serve: (conversation: C) => Promise<void>,
  ...rest: Rest
) => Promise<Outcome<Listener>>

/** The listener with its ports led to loopback: asked for port 25, it says 25 and really listens on a free one. */
export function reroutedListen<C extends Conversation, Rest extends readonly unknown[]>(
  listen: Listen<C, Rest>,
  map: Reroute,
): Listen<C, Rest> {
  return async (at, serve, ...rest) => {
    const key = `${at.family}:${at.port}`
    const found = map.listen !== undefined && Object.hasOwn(map.listen, key) ? map.listen[key] : undefined
    if (found === undefined) return failed('not-permitted', `${key} is not in the map`)
    if (typeof found === 'string') return failed(found, 'scripted')
    const local: Endpoint = { address: at.address ?? anyAddress(at), port: at.port }
    // Called, it is known by the address that was dialled, as a real machine knows it.
    const own = map.self?.[at.family]?.nominal ?? local.address
    const named = (conversation: C) =>
      relabelled(conversation, {
        local: { address: own, port: at.port },
        remote: { ...conversation.remote, address: nominalAddress(map, conversation.remote) },
      })
    const realAt: ListenAt = { family: familyOf(found.address), address: found.address, port: found.port }
    const listening = await listen(realAt, (conversation) => serve(named(conversation)), ...rest)
    if (!listening.ok) return listening
    map.onListen?.(at, listening.value.local)
    return success({
      local,
      async close() {
        map.onListen?.(at, undefined)
        await listening.value.close()
      },
    })
  }
}

function anyAddress(at: ListenAt): string {
  return at.family === 'v4' ? '0.0.0.0' : '::'
}
