/** What the commands about ports end with, where they are neither used wrongly (64) nor interrupted (130). */
export const exits = {
  /** All is as was asked for. */
  done: 0,
  /** The router refuses, another has the port, or something is left behind. */
  notDone: 1,
  /** No router answers, or what was opened could not be confirmed from outside. */
  notTold: 2,
} as const
