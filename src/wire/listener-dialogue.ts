import type { DialledPort } from './control-port.ts'
import { proofOf, proves } from './proof.ts'

/**
 * How the agent's temporary listener and the probe that dials it convince each other, in the clear on every port:
 *
 *     listener: 220 mailworthy p=<listener's proof>
 *     probe:    EHLO p<prober's proof>.prober.mailworthy.invalid     (only after it has verified that line)
 *     listener: 250 mailworthy                                       (only after it has verified that name)
 *
 * The probe learns that it met its own agent and not the router's or a neighbour's mail server; the agent learns that
 * the caller is its probe and not a passer-by. Then both end. Neither line is longer than 100 bytes.
 */
export function listenerGreeting(nonce: Uint8Array, port: DialledPort): string {
  return `220 mailworthy p=${proofOf(nonce, 'listener', port)}`
}

export function isListenerGreeting(line: string, nonce: Uint8Array, port: DialledPort): boolean {
  const proof = /^220 mailworthy p=([0-9a-f]{32})$/.exec(line)?.[1]
  return proof !== undefined && proves(proof, nonce, 'listener', port)
}

export function proberHello(nonce: Uint8Array, port: DialledPort): string {
  return `EHLO p${proofOf(nonce, 'prober', port)}.prober.mailworthy.invalid`
}

export function isProberHello(line: string, nonce: Uint8Array, port: DialledPort): boolean {
  // A name has no case: an SMTP-aware box on the way may change it.
  const proof = /^EHLO p([0-9a-f]{32})\.prober\.mailworthy\.invalid$/i.exec(line)?.[1]
  return proof !== undefined && proves(proof, nonce, 'prober', port)
}

/** The listener's last word. */
export const listenerFarewell = '250 mailworthy'
