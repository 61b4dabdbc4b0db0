import type { Failure } from '../src/core/failure.ts'
import type { Endpoint } from '../src/core/line.ts'
import { familyOf } from '../src/protocols/addresses.ts'
import { readReplyLine } from '../src/protocols/smtp/reply-line.ts'
import { type MailPort, mailPorts, speechOf } from '../src/wire/mail-port.ts'
import { bounds } from '../src/wire/protocol.ts'
import { type EgressTable, emptyEgress } from '../src/wire/session.ts'
import { canaryAddresses } from './canary.ts'
import type { Settings } from './settings.ts'

/**
 * Whether the probe's own way out carries a port: hosting providers block 25 too, and then silence says nothing about
 * the line that was dialled.
 */
export interface Egress {
  /** Dials the canaries of every port and family. Calls that overlap share one round. */
  test(): Promise<void>
  /** A connection on that port was made just now, to whomever. */
  saw(port: MailPort, address: string): void
  /** Whether a connection on that port of that family was made in the last ten minutes. */
  isFresh(port: MailPort, family: 'v4' | 'v6'): boolean
  table(): EgressTable
}

/** A success older than this proves nothing about now. */
const freshMs = 600_000

/** No way out in this family at all: then nothing was tested. */
const noSuchFamily: readonly Failure[] = ['network-unreachable', 'address-unavailable', 'unsupported']

export function egressOf(settings: Settings, signal: AbortSignal): Egress {
  const { canaries, now } = settings
  const table = emptyEgress()
  const succeededAt = new Map<string, number>()
  let running: Promise<void> | undefined

  function saw(port: MailPort, family: 'v4' | 'v6') {
    const at = now()
    succeededAt.set(`${port} ${family}`, at)
    table[`${port}`][family] = { state: 'open', at: new Date(at).toISOString() }
  }

  const isFresh = (port: MailPort, family: 'v4' | 'v6') =>
    now() - (succeededAt.get(`${port} ${family}`) ?? Number.NEGATIVE_INFINITY) <= freshMs

  async function test(port: MailPort, family: 'v4' | 'v6'): Promise<void> {
    const failures: Failure[] = []
    // One after the other: the second is dialled only where the first does not answer.
    for (const canary of canaries.filter((one) => one.port === port)) {
      const [address] = await canaryAddresses(canary, family, settings.resolve)
      if (address === undefined) continue
      const failure = await greet({ address, port }, settings, signal)
      if (signal.aborted) return
      if (failure === undefined) return saw(port, family)
      failures.push(failure)
    }
    // A connection made elsewhere minutes ago proves more than the silence of a canary.
    if (isFresh(port, family)) return
    if (failures.every((failure) => noSuchFamily.includes(failure))) table[`${port}`][family] = { state: 'untested' }
    else table[`${port}`][family] = { state: 'closed', at: new Date(now()).toISOString() }
  }

  async function round() {
    await Promise.all(mailPorts.flatMap((port) => [test(port, 'v4'), test(port, 'v6')]))
  }

  return {
    test() {
      running ??= round().finally(() => {
        running = undefined
      })
      return running
    },
    saw: (port, address) => saw(port, familyOf(address) ?? 'v4'),
    isFresh,
    table: () => structuredClone(table),
  }
}

/** Connects and hears the first word; a connection alone could be the doing of a box on the way. */
async function greet(
  to: Endpoint & { readonly port: MailPort },
  { dial, patience }: Settings,
  signal: AbortSignal,
): Promise<Failure | undefined> {
  const dialled = await dial(to, { connectMs: bounds.connectMs * patience }, signal)
  if (!dialled.ok) return dialled.failure
  const conversation = dialled.value
  try {
    const { language, tls } = speechOf(to.port)
    if (tls === 'implicit') {
      const secured = await conversation.startTls({ trust: 'anyone' })
      if (!secured.ok) return secured.failure
    }
    const line = await conversation.readLine({ ms: bounds.greetingMs * patience })
    // A greeting that goes on (`220-`) may be postscreen's, which takes whoever talks before its end for a sender of spam.
    if (line.ok && readReplyLine(line.value)?.last !== false)
      await conversation.write(language === 'smtp' ? 'QUIT\r\n' : 'm1 LOGOUT\r\n')
    return line.ok ? undefined : line.failure
  } finally {
    conversation.end()
  }
}
