import type { Failure } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import type { MailPort } from '../../wire/mail-port.ts'
import { bounds } from '../../wire/protocol.ts'
import { serverPin } from './server-pin.ts'

/**
 * What a machine at home meets when it calls its own public address. `itself`: proved to be this machine; `another`:
 * proved to be another; `unclear`: somebody answers, and nothing proves who; `refused`, `silent`: nobody does.
 */
export type HairpinMet = 'itself' | 'another' | 'unclear' | 'refused' | 'silent'

/** Not further than the router. */
const connectMs = 1_000
const greetingMs = 1_000

/** Calls our own listener by the public address: only it knows its greeting, which carries a MAC of the session. */
export async function callListener(
  line: Line,
  { address, port, greeting }: { readonly address: string; readonly port: number; readonly greeting: string },
): Promise<HairpinMet> {
  const dialled = await line.dial({ address, port }, { connectMs })
  if (!dialled.ok) return missed(dialled.failure)
  try {
    const heard = await dialled.value.readLine({ maxBytes: bounds.lineBytes, ms: greetingMs })
    if (!heard.ok) return 'unclear'
    return heard.value === greeting ? 'itself' : 'another'
  } finally {
    dialled.value.end()
  }
}

/** Calls a server that runs here by the public address, and from within: an equal key is the same server. */
export async function callServer(
  line: Line,
  { address, port, within }: { readonly address: string; readonly port: MailPort; readonly within: string },
): Promise<HairpinMet> {
  const [outside, inside] = await Promise.all([
    serverPin(line, { address, port }),
    serverPin(line, { address: within, port }),
  ])
  if (!outside.connected) return missed(outside.failure)
  if (outside.pin === undefined || inside.pin === undefined) return 'unclear'
  return outside.pin === inside.pin ? 'itself' : 'another'
}

function missed(failure: Failure | undefined): HairpinMet {
  return failure === 'refused' ? 'refused' : 'silent'
}
