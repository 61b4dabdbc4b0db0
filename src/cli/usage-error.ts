/** The command was called in a way it cannot follow: one sentence for the user, exit code 64, never a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
