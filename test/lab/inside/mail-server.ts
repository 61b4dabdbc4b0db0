/**
 * A mail server that can greet and say goodbye, and nothing else. On 465 and 993 it speaks TLS from the start.
 */
import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

/** Longer than any client here holds a conversation. */
const idleMs = 30_000
/** A line of SMTP with room (RFC 5321 §4.5.3.1.4). */
const maxLine = 1024

const implicitTls = [465, 993]
const imap = [143, 993]

function converse(socket: Socket, name: string, speaksImap: boolean): void {
  let waiting = ''
  socket.on('error', () => socket.destroy())
  socket.setTimeout(idleMs, () => socket.destroy())
  socket.setEncoding('latin1')
  socket.write(speaksImap ? `* OK [CAPABILITY IMAP4rev1] ${name} ready\r\n` : `220 ${name} ESMTP\r\n`)
  socket.on('data', (chunk) => {
    waiting += String(chunk)
    if (waiting.length > maxLine) socket.destroy()
    const lines = waiting.split('\r\n')
    waiting = lines.pop() ?? ''
    for (const line of lines) (speaksImap ? answerImap : answerSmtp)(socket, line, name)
  })
}

/** RFC 5321 §3.1: 554 in place of a greeting. */
function turnAway(socket: Socket, name: string): void {
  socket.on('error', () => socket.destroy())
  socket.end(
    `554-${name}\r\n554 Your access to this mail system has been rejected due to the sending MTA's reputation\r\n`,
  )
}

function answerSmtp(socket: Socket, line: string, name: string): void {
  if (/^QUIT$/i.test(line)) socket.end(`221 ${name}\r\n`)
  else if (/^(EHLO|HELO) /i.test(line)) socket.write(`250 ${name}\r\n`)
  else socket.write('502 5.5.1 not here\r\n')
}

function answerImap(socket: Socket, line: string, name: string): void {
  const [tag = '*', command = ''] = line.split(' ')
  if (/^LOGOUT$/i.test(command)) socket.end(`* BYE ${name}\r\n${tag} OK done\r\n`)
  else socket.write(`${tag} BAD not here\r\n`)
}

export interface MailPlace {
  /** Any address unless told. */
  readonly host?: string
  /** The port that it listens on. */
  readonly listen: number
  /** The mail port that it speaks as. */
  readonly port: number
}

/**
 * `name` is what it calls itself, at all places; `pem` its key and certificate. Port 25 has no welcome for those who call
 * from the addresses `turnedAway`.
 */
export function serveMail(
  name: string,
  places: readonly MailPlace[],
  pem: string,
  turnedAway: readonly string[] = [],
): void {
  for (const { host, listen, port } of places) {
    const serve = (socket: Socket) => {
      if (port === 25 && turnedAway.includes(socket.remoteAddress ?? '')) turnAway(socket, name)
      else converse(socket, name, imap.includes(port))
    }
    const server = implicitTls.includes(port) ? createTlsServer({ key: pem, cert: pem }, serve) : createServer(serve)
    // Who hangs up in the middle of a handshake is no reason to go.
    server.on('tlsClientError', () => {})
    server.listen({ host, port: listen })
  }
}
