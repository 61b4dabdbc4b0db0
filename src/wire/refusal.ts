import * as v from 'valibot'
import { readJson } from './json.ts'
import { protocol } from './protocol.ts'

/** Why the probe does not do what it was asked: a closed vocabulary with the HTTP status each goes with. */
export const refusals = {
  busy: {
    status: 429,
    message:
      'Too many requests from this address, its network, or everybody together. Retry-After says when to come back.',
  },
  'reserved-caller': { status: 403, message: 'Your address is not one that the internet can reach.' },
  'own-address': { status: 403, message: 'The probe does not test its own machine.' },
  'bad-token': { status: 401, message: 'This token was not made by this probe.' },
  expired: { status: 410, message: 'This session is over. Begin another.' },
  spent: { status: 409, message: 'This session has had its dial-back. Begin another.' },
  'address-changed': { status: 409, message: 'You come from another address than the one the session was begun from.' },
  'bad-request': { status: 400, message: 'The request is not what docs/protocol.md describes.' },
  'not-json': { status: 415, message: 'The request must be application/json.' },
  'cross-origin': { status: 403, message: 'Web pages of other sites may not use the probe.' },
  'too-large': { status: 413, message: 'The request is too large.' },
  'not-found': { status: 404, message: 'There is nothing here.' },
  'unknown-version': { status: 404, message: 'This version of the protocol is not spoken here.' },
  internal: { status: 500, message: 'The probe has a fault.' },
} as const satisfies Record<string, { status: number; message: string }>

export type RefusalCode = keyof typeof refusals

export interface Refusal {
  readonly error: RefusalCode
  readonly message: string
  /** With `unknown-version`: the versions that are spoken. */
  readonly versions?: readonly number[]
}

const codes = Object.keys(refusals) as RefusalCode[]
const schema = v.object({
  error: v.picklist(codes),
  message: v.pipe(v.string(), v.maxLength(500)),
  versions: v.exactOptional(v.pipe(v.array(v.pipe(v.number(), v.integer())), v.maxLength(16))),
})

export function refusalOf(code: RefusalCode): Refusal {
  const { message } = refusals[code]
  return code === 'unknown-version' ? { error: code, message, versions: [protocol.version] } : { error: code, message }
}

/** Reads the body of an answer that is not 2xx; undefined if a probe did not write it. */
export function readRefusal(body: string): Refusal | undefined {
  const parsed = body.length > 2048 ? undefined : v.safeParse(schema, readJson(body))
  return parsed?.success ? parsed.output : undefined
}
