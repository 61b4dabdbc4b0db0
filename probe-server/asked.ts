/** Who asks, from what port, what they sent, and what is left of their allowance. */
export interface Asked {
  readonly address: string
  readonly port: number
  readonly body: string
  readonly left: number
  readonly resetS: number
}
