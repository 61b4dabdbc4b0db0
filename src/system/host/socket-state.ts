import type { TcpSocket } from '../../core/host.ts'

/**
 * The words of `netstat` for the states of TCP (RFC 9293 §3.3.2): BSD's, and those of Windows, whose documentation
 * spells some of them differently from its tool.
 */
const words: ReadonlyMap<string, TcpSocket['state']> = new Map([
  ['LISTEN', 'listening'],
  ['LISTENING', 'listening'],
  ['ESTABLISHED', 'established'],
  ['SYN_SENT', 'syn-sent'],
  ['SYN_SEND', 'syn-sent'],
  ['SYN_RCVD', 'syn-received'],
  ['SYN_RECEIVED', 'syn-received'],
  ['FIN_WAIT_1', 'closing'],
  ['FIN_WAIT_2', 'closing'],
  ['CLOSE_WAIT', 'closing'],
  ['CLOSING', 'closing'],
  ['LAST_ACK', 'closing'],
  ['TIME_WAIT', 'closing'],
  ['TIMED_WAIT', 'closing'],
])

/** The state a tool's word stands for; undefined for a closed or unheard-of one. */
export function socketState(word: string): TcpSocket['state'] | undefined {
  return words.get(word.toUpperCase())
}
