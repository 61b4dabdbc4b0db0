import type { Failure } from '../core/failure.ts'
import type { Endpoint } from '../core/line.ts'
import { type MailPort, mailPorts } from '../wire/mail-port.ts'
import type { Fake } from './fake.ts'
import { fakeMailServer } from './fake-mail-server.ts'
import { fakeMiddlebox } from './fake-middlebox.ts'
import type { Arriving, LineSpec } from './scenario.ts'

/** Whom or what connections meet that come in as far as to the machine's network, where it is not simply what listens. */
export async function arrivals(
  { arriving = {} }: LineSpec,
  behind: (port: MailPort) => Endpoint | undefined,
  signal: AbortSignal,
  keep: <F extends Fake>(fake: F) => F,
): Promise<ReadonlyMap<number, Endpoint | Failure>> {
  const met = async (port: MailPort, becomes: Arriving): Promise<Endpoint | Failure> => {
    if (becomes === 'own-firewall' || becomes === 'reply-lost') return 'timed-out'
    if (becomes === 'other-machine') return keep(await fakeMailServer('v4', port, 'printer.home.test', signal)).at
    return keep(await fakeMiddlebox({ family: 'v4', behind: () => behind(port), does: becomes, signal })).at
  }
  const all = mailPorts.flatMap((port) => {
    const becomes = arriving[port]
    return becomes === undefined ? [] : [met(port, becomes).then((at) => [port, at] as const)]
  })
  return new Map(await Promise.all(all))
}
