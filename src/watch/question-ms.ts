/**
 * How long any question of a look may take, ms: while an outage is looked into there is a look every second, and a satellite
 * answers in 700. The line stretches it by its patience.
 */
export const questionMs = 900
