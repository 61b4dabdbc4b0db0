import { type Failure, failures } from '../../core/failure.ts'
import type { SpfStop } from './spf-check.ts'

/** A question that failed, for whatever reason but that there is nothing: temperror (RFC 7208 §4.4, §5). */
export function lookupStop(name: string, type: string, failure: Failure): SpfStop {
  const because = `the lookup of ${name} (${type}) failed: ${failures[failure]}`
  return { outcome: 'temperror', reason: 'lookup', because }
}
