/**
 * Holds silent connections to a probe, as `mailworthy watch --idle` does once a day, for as many seconds as it is told:
 * `hold-silent PROBE FAMILY SECONDS…` prints what it found, as JSON.
 */
import { noPast } from '../../../src/cli/no-past.ts'
import { systemHops } from '../../../src/system/hops.ts'
import { systemHost } from '../../../src/system/host/host.ts'
import { realLine } from '../../../src/system/line.ts'
import { resolvers } from '../../../src/system/resolvers.ts'
import { lookAtIdle } from '../../../src/watch/idle/look-at-idle.ts'
import { readProbeAddress } from '../../../src/wire/probe-address.ts'

const [link = '', family, ...silences] = process.argv.slice(2)
const probe = readProbeAddress(link)
if (!probe.ok) throw new Error(link)
const { signal } = new AbortController()
const line = realLine({
  signal,
  // A word that was lost is waited for twelve seconds: on so quick a line a fifth of that says as much.
  patience: 0.2,
  host: systemHost(signal),
  hops: systemHops(signal),
  past: noPast,
  resolvers: await resolvers(),
})
const asked = { release: '0.1.0', probes: [probe.value] }
const look = await lookAtIdle(line, asked, family === 'v6' ? 'v6' : 'v4', silences.map(Number))
await line.close()
process.stdout.write(`${JSON.stringify(look)}\n`)
