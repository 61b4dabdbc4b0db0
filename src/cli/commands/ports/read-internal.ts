import { type Reading, right, wrong } from '../../settings/reading.ts'
import { readPort } from './read-port.ts'

/** A port of the router, and the one that it leads to. */
export interface PortPair {
  readonly external: number
  readonly internal: number
}

/** Reads `25=2525`. */
export function readInternal(text: string): Reading<PortPair> {
  const [external, internal, ...rest] = text.split('=').map(readPort)
  return external?.ok && internal?.ok && rest.length === 0
    ? right({ external: external.value, internal: internal.value })
    : wrong('a port outside and one inside, such as 25=2525')
}
