/** What `mailworthy-probe` can be told, as typed. */
export interface ProbeFlags {
  readonly listen?: readonly string[]
  readonly port: string
  readonly name?: string
  readonly state?: string
  readonly canary?: readonly string[]
  readonly cert?: string
  readonly key?: string
  readonly check?: boolean
  readonly user?: string
}
