/**
 * The groups that the probe agrees on in TLS. Not those that stand up to quantum computers: their 1.1 KB would make the first
 * segment a large one, and a line that swallows large segments could not even be told so. Nothing here is secret for long.
 */
export const keyExchange = 'X25519:P-256'
