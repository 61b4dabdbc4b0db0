import { readArgument } from './read-argument.ts'
import { readPort } from './read-port.ts'
import { UsageError } from '../../usage-error.ts'

/** A mail server has five. Each is asked for in turn, and a router that has hundreds open is no wall any more. */
const mostPorts = 32

/** The ports that were named, each once, in that order; throws UsageError for what is none. */
export function wantedPorts(args: readonly string[]): readonly number[] {
  const ports = [...new Set(args.map((text) => readArgument('PORT', text, readPort)))]
  if (ports.length > mostPorts) throw new UsageError(`at most ${mostPorts} ports at once, not ${ports.length}`)
  return ports
}
