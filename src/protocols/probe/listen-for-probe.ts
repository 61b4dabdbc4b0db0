import { type Failure, type Outcome, success } from '../../core/failure.ts'
import type { Conversation, Endpoint, Family, Line } from '../../core/line.ts'
import type { Address, Banner } from '../../core/mark.ts'
import type { DialledPort } from '../../wire/control-port.ts'
import { isProberHello, listenerFarewell, listenerGreeting } from '../../wire/listener-dialogue.ts'
import { bounds } from '../../wire/protocol.ts'

/** Somebody who came to our temporary listener. */
export interface Arrival {
  readonly from: Address
  readonly fromPort: number
  /** On the clock of the line. */
  readonly atMs: number
  /** Whether it proved to be the probe of this session. */
  readonly proved: boolean
  /** What it said to our greeting, as it came. From the probe's own port without proof: changed on the way in. */
  readonly heard?: Banner
  /**
   * What ended it before it said anything: `closed` is what the probe does where our greeting reached it as other words;
   * `timed-out` or `reset` where it may not have reached it at all. Neither this nor `heard`: it is still open.
   */
  readonly failure?: Failure
}

export interface ProbeListener {
  readonly local: Endpoint
  /** What callers are told: where the probe heard other words, they were changed on the way out, or it was another machine. */
  readonly greeting: string
  /** Who has come until now, the oldest first: the first eight, and those that proved themselves in any case. */
  arrivals(): readonly Arrival[]
  /** How many came in all. */
  count(): number
  /** Frees the port and ends what is open. Idempotent. */
  close(): Promise<void>
}

export interface ProbeListenerOptions {
  readonly family: Family
  readonly port: DialledPort
  /** Where it really listens, if a mapping of the router leads the port elsewhere. */
  readonly at?: number
  /** Of the session. */
  readonly nonce: Uint8Array
  /** Any address of this machine unless told. */
  readonly address?: string
}

type Met = Pick<Arrival, 'proved' | 'heard' | 'failure'>

/** Scanners find an open port 25 within minutes: some of them are evidence, all of them are a flood. */
const mostStrangers = 8
/** The probe comes once for each session; a few more in case its connection is made twice. */
const mostProved = 4

/**
 * Opens a mail port (or the control port) of this machine for a moment and waits for the probe (`listener-dialogue` of the wire). Whoever
 * comes is told one line and must name itself within 4 s; nothing else is read, nothing else is said.
 *
 * Fails `in-use` where a server has the port, `not-permitted` where this program may not open it.
 */
export async function listenForProbe(
  line: Line,
  { family, port, at = port, nonce, address }: ProbeListenerOptions,
): Promise<Outcome<ProbeListener>> {
  const greeting = listenerGreeting(nonce, port)
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
      tell(arrival, await meet(conversation))
    } finally {
      open.delete(conversation)
      conversation.end()
    }
  }

  function tell(arrival: Arrival, met: Met): void {
    if (met.proved && arrivals.filter(({ proved }) => proved).length >= mostProved) return
    const at = arrivals.indexOf(arrival)
    if (at >= 0) arrivals[at] = { ...arrival, ...met }
    else if (met.proved) arrivals.push({ ...arrival, ...met })
  }

  async function meet(conversation: Conversation): Promise<Met> {
    const greeted = await conversation.write(`${greeting}\r\n`)
    if (!greeted.ok) return { proved: false, failure: greeted.failure }
    const hello = await conversation.readLine({ maxBytes: bounds.lineBytes, ms: bounds.connectMs })
    if (!hello.ok) return { proved: false, failure: hello.failure }
    if (!isProberHello(hello.value, nonce, port)) return { proved: false, heard: hello.value }
    await conversation.write(`${listenerFarewell}\r\n`)
    return { proved: true }
  }

  const listener = await line.listen({ family, port: at, ...(address !== undefined && { address }) }, serve)
  if (!listener.ok) return listener
  return success({
    local: listener.value.local,
    greeting,
    arrivals: () => [...arrivals],
    count: () => count,
    async close() {
      for (const conversation of open) conversation.end()
      await listener.value.close()
    },
  })
}
