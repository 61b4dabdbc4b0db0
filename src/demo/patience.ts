/**
 * Every wait of agent and probe may be twice as long as on a real line. Nobody is that slow on loopback, but a machine that
 * is busy with other things sometimes takes a second for a handshake, and then the demo would tell of a line that is down.
 */
export const demoPatience = 2

/**
 * How much longer again somebody may take who is there by the script, and a whole exchange with him: on a machine that is
 * busy with other things our own work takes its time, too. Whoever is silent is so by the script, and that is waited for
 * no longer.
 */
export const demoRoom = 3

/** How much of a real silence, or of a pause between two looks, the demo lasts: a blocked port is silent for 2 s, not 4. */
const share = 0.5

/** What is left of a wait that has been stretched by the patience and is certain to be in vain. */
export function hurried(ms: number): number {
  return (ms * share) / demoPatience
}
