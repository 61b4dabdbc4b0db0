import { onTestFinished } from 'vitest'
import { failed } from '../../../src/core/failure.ts'
import { type RealLine, type RealLineOptions, realLine } from '../../../src/system/line.ts'

/** A real line that knows nothing of this machine, closed when the test ends. */
export function openLine(options: Partial<RealLineOptions> = {}): RealLine {
  const unsupported = async () => failed('unsupported')
  const line = realLine({
    signal: new AbortController().signal,
    patience: 1,
    host: {
      interfaces: unsupported,
      gateways: unsupported,
      sockets: unsupported,
      container: async () => false,
      firewall: unsupported,
    },
    hops: { echo: unsupported },
    past: { permanence: async () => undefined, addresses: async () => [] },
    resolvers: [],
    ...options,
  })
  onTestFinished(() => line.close())
  return line
}
