import * as v from 'valibot'
import { type ControlPort, controlPort, dialledPorts } from './control-port.ts'
import { readJson } from './json.ts'
import type { MailPort } from './mail-port.ts'
import { bounds } from './protocol.ts'

/**
 * What is behind a port of the line, so that the probe knows how to speak to it: our own temporary `listener`, which
 * proves itself, or a `server` that runs there already and knows nothing of us.
 */
export type Behind = 'listener' | 'server'

/** The ports to dial. No server is ever expected on the control port. */
export type DialBackRequest = Partial<Record<MailPort, Behind>> & Partial<Record<ControlPort, 'listener'>>

/**
 * How a dial-back to one port ended.
 *
 * - `open-proved`: our listener answered, and both sides have proved themselves
 * - `open-other`: the connection was made, with nothing to prove who took it (always so towards a `server`)
 * - `refused` `timed-out` `unreachable`: no connection
 * - `probe-unable`: no connection, but the probe has no fresh proof that it can dial this port anywhere, or could not try
 */
export const dialBackResults = [
  'open-proved',
  'open-other',
  'refused',
  'timed-out',
  'unreachable',
  'probe-unable',
] as const
export type DialBackResult = (typeof dialBackResults)[number]

const behind = v.exactOptional(v.picklist(['listener', 'server']))
const requestSchema = v.strictObject({
  ports: v.pipe(
    v.strictObject({
      '25': behind,
      '465': behind,
      '587': behind,
      '143': behind,
      '993': behind,
      [controlPort]: v.exactOptional(v.literal('listener')),
    }),
    v.check((ports) => Object.keys(ports).length > 0, 'at least one port'),
  ),
})

const port = v.picklist(dialledPorts)
const someMs = v.pipe(v.number(), v.minValue(0), v.maxValue(60_000))
const pin = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))
const eventSchema = v.variant('event', [
  /** The probe dials; `sourcePort` tells the agent what to look for in its table of sockets. */
  v.object({
    event: v.literal('connecting'),
    port,
    sourcePort: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
  }),
  v.object({
    event: v.literal('connected'),
    port,
    sourcePort: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
  }),
  /**
   * The first line that was heard, as it came; `tls` if it was heard within TLS. `complete` is false where it says that more
   * lines follow (`220-`): the event is repeated with true once the last has come.
   */
  v.object({
    event: v.literal('greeting'),
    port,
    text: v.pipe(v.string(), v.maxLength(bounds.lineBytes)),
    complete: v.boolean(),
    tls: v.exactOptional(v.object({ pin })),
  }),
  v.object({
    event: v.literal('result'),
    port,
    result: v.picklist(dialBackResults),
    tookMs: someMs,
    /** What stopped the probe, in the words of the failure vocabulary; informative, may grow. */
    failure: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-z-]{1,32}$/))),
  }),
  /** The last line: without it the stream was cut. */
  v.object({ event: v.literal('done') }),
])

export type DialBackEvent = v.InferOutput<typeof eventSchema>

export function writeDialBackRequest(ports: DialBackRequest): string {
  return JSON.stringify({ ports })
}

/** Reads the body of a dial-back request; undefined if it asks for anything but the fixed ports. */
export function readDialBackRequest(body: string): DialBackRequest | undefined {
  const parsed = v.safeParse(requestSchema, readJson(body))
  return parsed.success ? parsed.output.ports : undefined
}

/** One line of the stream, without line end. */
export function writeDialBackEvent(event: DialBackEvent): string {
  return JSON.stringify(event)
}

export type DialBackEventRead =
  | { readonly kind: 'event'; readonly event: DialBackEvent }
  /** An event of a newer probe: to be passed over. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'malformed' }

export function readDialBackEvent(line: string): DialBackEventRead {
  if (line.length > bounds.eventBytes) return { kind: 'malformed' }
  const value = readJson(line)
  const parsed = v.safeParse(eventSchema, value)
  if (parsed.success) return { kind: 'event', event: parsed.output }
  const named = v.safeParse(v.object({ event: v.pipe(v.string(), v.regex(/^[a-z-]{1,32}$/)) }), value)
  const known = eventSchema.options.some(
    (option) => option.entries.event.literal === (named.success ? named.output.event : undefined),
  )
  return named.success && !known ? { kind: 'unknown' } : { kind: 'malformed' }
}
