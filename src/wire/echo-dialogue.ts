import { ehloName } from './ehlo-name.ts'
import { type MailPort, speechOf } from './mail-port.ts'
import { proofOf, proves } from './proof.ts'
import { protocol } from './protocol.ts'

/** How an agent names its session on a mail port of the probe: a line of SMTP or of IMAP (RFC 2971), without CRLF. */
export function echoHello(token: string, port: MailPort): string {
  if (speechOf(port).language === 'smtp') return `EHLO ${ehloName(token)}`
  return `${imapTag} ID ("name" "mailworthy" "token" "${token}")`
}

/** The tag of the agent's ID command: the tagged answer ends the reply. */
export const imapTag = 'm1'

/**
 * The line of the probe's reply that carries its proof: the first of the reply to EHLO, the untagged one of the reply
 * to ID. A probe that cannot read the token leaves the proof out.
 */
export function echoReply(host: string, port: MailPort, nonce: Uint8Array | undefined): string {
  const proof = nonce === undefined ? undefined : proofOf(nonce, 'echo', port)
  if (speechOf(port).language === 'smtp')
    return `250-${host} ${protocol.mark}${proof === undefined ? '' : ` p=${proof}`}`
  return `* ID ("name" "${protocol.probeName}"${proof === undefined ? '' : ` "p" "${proof}"`})`
}

/** Whether a line of the reply carries the proof of this session for this port. */
export function isEchoReply(line: string, nonce: Uint8Array, port: MailPort): boolean {
  const pattern =
    speechOf(port).language === 'smtp'
      ? /^250[- ]\S{1,255} mailworthy\/1 p=([0-9a-f]{32})$/
      : /^\* ID \(.{0,200}"p" "([0-9a-f]{32})".{0,200}\)$/
  const proof = line.length > 512 ? undefined : pattern.exec(line)?.[1]
  return proof !== undefined && proves(proof, nonce, 'echo', port)
}
