import type { Family } from '../../../src/core/line.ts'
import type { MailPort } from '../../../src/wire/mail-port.ts'
import { mailPorts } from '../addresses.ts'

type Direction = 'inbound' | 'outbound'

type OnPorts<D extends Direction, F extends Family, P extends MailPort, Said extends string> = {
  readonly [Port in P as `${D}.${Port}.${F}`]: Said
}

/** The same said of each of these ports. */
function onPorts<const D extends Direction, const F extends Family, const P extends MailPort, const S extends string>(
  direction: D,
  family: F,
  ports: readonly P[],
  said: S,
): OnPorts<D, F, P, S> {
  return Object.fromEntries(ports.map((port) => [`${direction}.${port}.${family}`, said])) as OnPorts<D, F, P, S>
}

/** The same said of what comes in on each of these ports. */
export const inboundOn = <const F extends Family, const P extends MailPort, const S extends string>(
  family: F,
  ports: readonly P[],
  said: S,
): OnPorts<'inbound', F, P, S> => onPorts('inbound', family, ports, said)

/** The same said of what goes out on each of these ports. */
export const outboundOn = <const F extends Family, const P extends MailPort, const S extends string>(
  family: F,
  ports: readonly P[],
  said: S,
): OnPorts<'outbound', F, P, S> => onPorts('outbound', family, ports, said)

/** All mail ports but these. */
export function allBut<const P extends MailPort>(...ports: readonly P[]): readonly Exclude<MailPort, P>[] {
  return mailPorts.filter((port): port is Exclude<MailPort, P> => !ports.some((other) => other === port))
}
