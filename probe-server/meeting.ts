import type { Failure } from '../src/core/failure.ts'

/** What the meeting of a connected peer needs. All times are milliseconds. */
export interface Meeting {
  readonly nonce: Uint8Array
  readonly host: string
  readonly patience: number
  /** Since the dial-back began. */
  elapsed(): number
  /** What is left of the whole dial-back. */
  remaining(): number
  /** Tells the first line that was heard; once more, when the last line of the same greeting has come. */
  greeting(text: string, how: { readonly complete: boolean; readonly pin?: string | undefined }): void
  /** Resolves after so long, or at once when the dial-back is over. */
  pause(ms: number): Promise<void>
}

/** Whether the peer proved itself, and what stopped us if not. */
export interface Met {
  readonly proved: boolean
  readonly failure?: Failure
}
