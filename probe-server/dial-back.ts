import { setTimeout } from 'node:timers/promises'
import type { Failure } from '../src/core/failure.ts'
import { deadline } from '../src/system/deadline.ts'
import type { DialBackEvent, DialBackRequest, DialBackResult } from '../src/wire/dial-back.ts'
import { controlPort, type DialledPort } from '../src/wire/control-port.ts'
import { isMailPort, mailPorts } from '../src/wire/mail-port.ts'
import { bounds } from '../src/wire/protocol.ts'
import { familyOf } from '../src/wire/address.ts'
import type { Egress } from './egress.ts'
import { meetListener } from './meet-listener.ts'
import { meetServer } from './meet-server.ts'
import type { Meeting } from './meeting.ts'
import type { Settings } from './settings.ts'

export interface DialBack {
  /** Who asked, and who alone is dialled. */
  readonly address: string
  readonly nonce: Uint8Array
  readonly ports: DialBackRequest
}

/**
 * Dials all wanted ports of the caller at once and tells what happens as it happens. Ends within `bounds.dialBackMs`,
 * or when the signal aborts (the caller has gone). `done` is left to whoever owns the stream.
 */
export async function dialBack(
  wanted: DialBack,
  tools: { readonly settings: Settings; readonly egress: Egress; readonly tell: (event: DialBackEvent) => void },
  signal: AbortSignal,
): Promise<void> {
  const startedAt = performance.now()
  const elapsed = () => performance.now() - startedAt
  // Whatever a peer does, its connection is cut when the time is over.
  const limit = deadline(bounds.dialBackMs * tools.settings.patience, signal)
  const meet = async (port: DialledPort, until: AbortSignal) => {
    const behind = wanted.ports[port]
    if (behind === undefined) return
    const ended = await dialPort({ ...wanted, port, behind, elapsed }, tools, until)
    tools.tell({ event: 'result', port, ...ended, tookMs: Math.round(elapsed()) })
  }
  const enough = new AbortController()
  const control = meet(controlPort, AbortSignal.any([limit.signal, enough.signal]))
  try {
    await Promise.all(mailPorts.map((port) => meet(port, limit.signal)))
    // Behind most routers the control port is silent: once the mail ports have told, nobody waits long for it.
    await Promise.race([control, setTimeout(controlGraceMs * tools.settings.patience)])
    enough.abort()
    await control
  } finally {
    limit.clear()
  }
}

/** What arrives there arrives within a round trip, as the mail ports did, give or take the jitter of a home line. */
const controlGraceMs = 500

async function dialPort(
  wanted: DialBack & {
    readonly port: DialledPort
    readonly behind: 'listener' | 'server'
    readonly elapsed: () => number
  },
  tools: { readonly settings: Settings; readonly egress: Egress; readonly tell: (event: DialBackEvent) => void },
  signal: AbortSignal,
): Promise<{ result: DialBackResult; failure?: Failure }> {
  const { address, port, nonce, elapsed } = wanted
  const { settings, egress, tell } = tools
  const { patience, host } = settings
  const onConnecting = (local: { readonly port: number }) => tell({ event: 'connecting', port, sourcePort: local.port })
  const dialled = await settings.dial(
    { address, port },
    { connectMs: bounds.connectMs * patience, onConnecting },
    signal,
  )
  if (!dialled.ok) {
    // The control port serves as a sign only where something arrives: its silence is told as it is and proves nothing.
    if (!isMailPort(port) && dialled.failure === 'cancelled') return { result: 'timed-out', failure: 'timed-out' }
    const fresh = !isMailPort(port) || egress.isFresh(port, familyOf(address))
    return { result: resultOf(dialled.failure, fresh), failure: dialled.failure }
  }

  const conversation = dialled.value
  if (isMailPort(port)) egress.saw(port, address)
  tell({ event: 'connected', port, sourcePort: conversation.local.port })
  const meeting: Meeting = {
    nonce,
    host,
    patience,
    elapsed,
    remaining: () => Math.max(0, bounds.dialBackMs * patience - elapsed()),
    pause: (ms) => setTimeout(Math.max(0, ms), undefined, { signal }).catch(() => {}),
    greeting: (text, { complete, pin }) =>
      tell({
        event: 'greeting',
        port,
        text: text.slice(0, bounds.lineBytes),
        complete,
        ...(pin !== undefined && { tls: { pin } }),
      }),
  }
  try {
    const met =
      wanted.behind === 'server' && isMailPort(port)
        ? await meetServer(conversation, port, meeting)
        : await meetListener(conversation, port, meeting)
    return { result: met.proved ? 'open-proved' : 'open-other', ...(met.failure && { failure: met.failure }) }
  } finally {
    conversation.end()
  }
}

/** No connection. What that says about the line depends on whether we can dial that port at all. */
function resultOf(failure: Failure, fresh: boolean): DialBackResult {
  if (!fresh) return 'probe-unable'
  if (failure === 'refused' || failure === 'timed-out') return failure
  const onTheWay = failure === 'host-unreachable' || failure === 'network-unreachable' || failure === 'prohibited'
  // A reset before the connection stands is a refusal by another packet.
  if (failure === 'reset' || failure === 'closed') return 'refused'
  return onTheWay ? 'unreachable' : 'probe-unable'
}
