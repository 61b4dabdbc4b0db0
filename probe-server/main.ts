/** All that the command `mailworthy-probe`, the demo and the tests need of the probe. */
export { readCanary } from './canary.ts'
export { freshIdentity, type Identity, keptIdentity } from './identity.ts'
export { type SelfTest, selfTest } from './self-test.ts'
export type { ProbeOptions } from './settings.ts'
export { type Listening, type RunningProbe, startProbe } from './start-probe.ts'
