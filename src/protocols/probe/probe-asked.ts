/** The probe as it is to be asked. */
export interface ProbeAsked {
  /** `https://host:port`, without a path. */
  readonly url: string
  /** Keys that may answer; empty: a certificate of the public authorities. */
  readonly pins: readonly string[]
  /** Ask at this address: one that the probe announced for the other family. The key is checked all the same. */
  readonly address?: string
  /** Our own release (`0.1.0`), so that a probe may say that it is too old. */
  readonly release?: string
}
