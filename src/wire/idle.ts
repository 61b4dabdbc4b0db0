import { bounds } from './protocol.ts'

/**
 * Silence on purpose, to see how long whatever is in between (a NAT, RFC 5382 §5) keeps a connection on which nothing is
 * said. An agent that has named its session asks the probe, on the IMAP port that begins in the clear, to speak again after
 * so many seconds: it is the server that must get through, as in IMAP's IDLE (RFC 2177).
 *
 *     agent:  i1 XIDLE 900
 *     probe:  + idling 900
 *             … 900 s without a word …
 *     probe:  * IDLED 900
 *     probe:  i1 OK done
 */
export const idlePort = 143

export function writeIdleCommand(tag: string, seconds: number): string {
  return `${tag} XIDLE ${seconds}`
}

/** What goes behind `XIDLE`; undefined for anything but a number within the bound. */
export function readIdleSeconds(text: string): number | undefined {
  const seconds = /^[1-9][0-9]{0,3}$/.test(text) ? Number(text) : Number.NaN
  return seconds <= bounds.idleS ? seconds : undefined
}

/** Said before the silence. */
export function idleGo(seconds: number): string {
  return `+ idling ${seconds}`
}

/** Said after it. */
export function idleOver(seconds: number): string {
  return `* IDLED ${seconds}`
}
