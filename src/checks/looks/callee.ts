import type { Failure } from '../../core/failure.ts'
import type { Line, Listener } from '../../core/line.ts'
import { isGlobal, sameAddress } from '../../protocols/addresses.ts'
import type { MailPort } from '../../wire/mail-port.ts'
import { servedFor } from './place.ts'

/** A mail port of this machine that strangers are asked to call. */
export interface Callee {
  readonly port: MailPort
  /** A listener of ours, a server that has the port already, or nothing. */
  readonly behind: 'listener' | 'server' | 'nothing'
  readonly why?: Failure
  /** The server that has it listens for this machine alone. */
  readonly loopbackOnly?: boolean
  readonly listener?: Listener
  /** Who has come until now: global addresses that are not ours, each once. */
  readonly arrivals: readonly string[]
}

/** A port that is open is found by scanners within minutes: enough to be sure, and no more. */
const mostArrivals = 16
const greeting = '220 mailworthy: a test of the line, no mail server\r\n'

/** The line that is tested, and no other that this machine may have. */
export interface CalledLine {
  /** As others see it. */
  readonly address: string
  /** The machine's own addresses on it. */
  readonly local: readonly string[]
}

/**
 * Opens the port and writes down who comes over this very line: a tunnel to a rented machine brings strangers as well. Whoever
 * does is told one line, and nothing is read.
 */
export async function calleeAt(
  line: Line,
  port: MailPort,
  { address: ownAddress, local }: CalledLine,
): Promise<Callee> {
  const arrivals: string[] = []
  const opened = await line.listen({ family: 'v4', port }, async (conversation) => {
    const { address } = conversation.remote
    const isOverThisLine = local.some((mine) => sameAddress(mine, conversation.local.address))
    const isStranger = isGlobal(address) && !sameAddress(address, ownAddress) && !arrivals.includes(address)
    if (isOverThisLine && isStranger && arrivals.length < mostArrivals) arrivals.push(address)
    await conversation.write(greeting)
    conversation.end()
  })
  if (opened.ok) return { port, behind: 'listener', listener: opened.value, arrivals }
  const nobody = { port, behind: 'nothing', why: opened.failure, arrivals } as const
  if (opened.failure !== 'in-use') return nobody
  const { loopbackOnly, elsewhere } = await servedFor(line, 'v4', port, local)
  // Nobody outside can meet a server that listens for this machine alone: whoever answers them is somebody else.
  if (loopbackOnly) return { ...nobody, loopbackOnly }
  return elsewhere ? nobody : { ...nobody, behind: 'server' }
}

/** Closes what was opened. */
export async function hungUp(callees: readonly Callee[]): Promise<void> {
  await Promise.all(callees.flatMap(({ listener }) => (listener === undefined ? [] : [listener.close()])))
}
