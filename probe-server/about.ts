import { protocol } from '../src/wire/protocol.ts'

/** The oldest agent that understands this probe. */
export const minAgent = '0.1.0'

/** `GET /v1`: which probe this is and what it speaks. */
export function about(version: string) {
  return { name: protocol.probeName, version, minAgent, protocols: [protocol.version] }
}
