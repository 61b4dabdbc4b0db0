import { type Outcome, success } from '../core/failure.ts'
import type { Conversation, DialOptions, Endpoint, TlsOptions } from '../core/line.ts'
import { familyOf } from './endpoint.ts'
import { type Reroute, route } from './reroute.ts'

type Dial<O extends DialOptions, Rest extends readonly unknown[]> = (
  to: Endpoint,
  options: O,
  ...rest: Rest
) => Promise<Outcome<Conversation>>

type Announcing = DialOptions & { readonly onConnecting?: (local: Endpoint) => void }

/** The dialler with its destinations led to loopback. Works on `line.dial` as on the dialler of the probe. */
export function reroutedDial<O extends Announcing, Rest extends readonly unknown[]>(
  dial: Dial<O, Rest>,
  map: Reroute,
): Dial<O, Rest> {
  return async (to, options, ...rest) => {
    const real = route(map, to)
    if (!real.ok) return real
    const self = map.self?.[familyOf(to.address)]
    const local = (port: number): Endpoint | undefined => {
      const address = options.from ?? self?.nominal
      return address === undefined ? undefined : { address, port }
    }
    const { from: _from, onConnecting, ...others } = options
    // What is left and what is added are again the caller's own options; the compiler cannot know it of a generic.
    const inner = {
      ...others,
      ...(self !== undefined && { from: self.real }),
      ...(options.tls !== undefined && { tls: { ...options.tls, name: options.tls.name ?? to.address } }),
      ...((onConnecting ?? map.onConnecting) !== undefined && {
        onConnecting(at: Endpoint) {
          map.onConnecting?.(to, at)
          onConnecting?.(local(at.port) ?? at)
        },
      }),
    } as unknown as O
    const dialled = await dial(real.value, inner, ...rest)
    if (!dialled.ok) return dialled
    const conversation = dialled.value
    return success(
      relabelled(conversation, { remote: to, local: local(conversation.local.port) ?? conversation.local }),
    )
  }
}

/** The same conversation, with the addresses that it is told to have. */
export function relabelled<C extends Conversation>(
  conversation: C,
  names: { readonly local: Endpoint; readonly remote: Endpoint },
): C {
  return Object.create(conversation, {
    local: { value: names.local, enumerable: true },
    remote: { value: names.remote, enumerable: true },
    // A certificate is checked for the address that was asked for, not for the loopback address behind it.
    startTls: {
      value: (options: TlsOptions) => conversation.startTls({ ...options, name: options.name ?? names.remote.address }),
    },
  }) as C
}
