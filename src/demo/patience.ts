/**
 * Every wait of agent and probe is half as long as on a real line, so that a blocked port is silent for 2 s and not for
 * 4. Shorter still would be quicker to watch, but a session with the probe would then have to be agreed on within a
 * second, which a machine that is busy with other things does not always manage on loopback either.
 */
export const demoPatience = 0.5
