import { type Outcome, success } from '../../core/failure.ts'
import type { Conversation, Endpoint, Family, Line } from '../../core/line.ts'
import type { Address } from '../../core/mark.ts'
import { isProberHello, listenerFarewell, listenerGreeting } from '../../wire/listener-dialogue.ts'
import type { MailPort } from '../../wire/mail-port.ts'
import { bounds } from '../../wire/protocol.ts'

/** Somebody who came to our temporary listener. */
export interface Arrival {
  readonly from: Address
  readonly fromPort: number
  /** On the clock of the line. */
  readonly atMs: number
  /** Whether it proved to be the probe of this session. */
  readonly proved: boolean
}

export interface ProbeListener {
  readonly local: Endpoint
  /** Who has come until now, the oldest first: the first eight, and those that proved themselves in any case. */
  arrivals(): readonly Arrival[]
  /** How many came in all. */
  count(): number
  /** Frees the port and ends what is open. Idempotent. */
  close(): Promise<void>
}

export interface ProbeListenerOptions {
  readonly family: Family
  readonly port: MailPort
  /** Of the session. */
  readonly nonce: Uint8Array
  /** Any address of this machine unless told. */
  readonly address?: string
}

/** Scanners find an open port 25 within minutes: some of them are evidence, all of them are a flood. */
const mostStrangers = 8
/** The probe comes once for each session; a few more in case its connection is made twice. */
const mostProved = 4

/**
 * Opens a mail port of this machine for a moment and waits for the probe (`listener-dialogue` of the wire). Whoever
 * comes is told one line and must name itself within 4 s; nothing else is read, nothing else is said.
 *
 * Fails `in-use` where a server has the port, `not-permitted` where this program may not open it.
 */
export async function listenForProbe(
  line: Line,
  { family, port, nonce, address }: ProbeListenerOptions,
): Promise<Outcome<ProbeListener>> {
  const arrivals: Arrival[] = []
  const open = new Set<Conversation>()
  let count = 0

  async function serve(conversation: Conversation): Promise<void> {
    count += 1
    const { address: from, port: fromPort } = conversation.remote
    const arrival: Arrival = { from, fromPort, atMs: line.clock.elapsed(), proved: false }
    // Told before the dialogue: that it came is evidence, whatever becomes of our answer.
    const told = arrivals.filter(({ proved }) => !proved).length < mostStrangers
    if (told) arrivals.push(arrival)
    open.add(conversation)
    try {
      if (await meetsProbe(conversation)) prove(arrival)
    } finally {
      open.delete(conversation)
      conversation.end()
    }
  }

  function prove(arrival: Arrival): void {
    if (arrivals.filter(({ proved }) => proved).length >= mostProved) return
    const at = arrivals.indexOf(arrival)
    if (at >= 0) arrivals[at] = { ...arrival, proved: true }
    else arrivals.push({ ...arrival, proved: true })
  }

  async function meetsProbe(conversation: Conversation): Promise<boolean> {
    const greeted = await conversation.write(`${listenerGreeting(nonce, port)}\r\n`)
    if (!greeted.ok) return false
    const hello = await conversation.readLine({ maxBytes: bounds.lineBytes, ms: bounds.connectMs })
    if (!hello.ok || !isProberHello(hello.value, nonce, port)) return false
    await conversation.write(`${listenerFarewell}\r\n`)
    return true
  }

  const listener = await line.listen({ family, port, ...(address !== undefined && { address }) }, serve)
  if (!listener.ok) return listener
  return success({
    local: listener.value.local,
    arrivals: () => [...arrivals],
    count: () => count,
    async close() {
      for (const conversation of open) conversation.end()
      await listener.value.close()
    },
  })
}
