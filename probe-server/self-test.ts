import type { EgressTable } from '../src/wire/session.ts'
import type { ProbeOptions } from './settings.ts'
import { type Listening, startProbe } from './start-probe.ts'

/** What `mailworthy-probe --check` found. */
export interface SelfTest {
  readonly listening: readonly Listening[]
  /** Per port and family: whether the way out is open. */
  readonly egress: EgressTable
  readonly host: string
  readonly probeAddresses: readonly string[]
}

/** Starts a probe, tries everything it needs of its machine, and ends it again. */
export async function selfTest(options: ProbeOptions): Promise<SelfTest> {
  const probe = await startProbe(options)
  try {
    const { listening, host, probeAddresses } = probe
    return { listening, host, probeAddresses, egress: await probe.testEgress() }
  } finally {
    await probe.close()
  }
}
