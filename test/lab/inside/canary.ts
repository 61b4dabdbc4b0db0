/**
 * A mail server that can greet and say goodbye, and nothing else: `canary ADDRESS… PORT…`. On 465 and 993 it speaks TLS
 * from the start, with a certificate that it has just made itself.
 */
import { execFileSync } from 'node:child_process'
import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

/** Longer than any client here holds a conversation. */
const idleMs = 30_000
/** A line of SMTP with room (RFC 5321 §4.5.3.1.4). */
const maxLine = 1024

const implicitTls = [465, 993]
const imap = [143, 993]

function serve(socket: Socket): void {
  const speaksImap = imap.includes(socket.localPort ?? 0)
  let waiting = ''
  socket.on('error', () => socket.destroy())
  socket.setTimeout(idleMs, () => socket.destroy())
  socket.setEncoding('latin1')
  socket.write(speaksImap ? '* OK [CAPABILITY IMAP4rev1] mx.test ready\r\n' : '220 mx.test ESMTP\r\n')
  socket.on('data', (chunk) => {
    waiting += String(chunk)
    if (waiting.length > maxLine) socket.destroy()
    const lines = waiting.split('\r\n')
    waiting = lines.pop() ?? ''
    for (const line of lines) (speaksImap ? answerImap : answerSmtp)(socket, line)
  })
}

function answerSmtp(socket: Socket, line: string): void {
  if (/^QUIT$/i.test(line)) socket.end('221 mx.test\r\n')
  else if (/^(EHLO|HELO) /i.test(line)) socket.write('250 mx.test\r\n')
  else socket.write('502 5.5.1 not here\r\n')
}

function answerImap(socket: Socket, line: string): void {
  const [tag = '*', command = ''] = line.split(' ')
  if (/^LOGOUT$/i.test(command)) socket.end(`* BYE mx.test\r\n${tag} OK done\r\n`)
  else socket.write(`${tag} BAD not here\r\n`)
}

/** Key and certificate, one after the other: `req` prints both where no file is named. */
function makeCertificate(): string {
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-keyout', '-']
  return execFileSync('openssl', ['req', ...kind, '-subj', '/CN=mx.test', '-addext', 'subjectAltName=DNS:mx.test'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

function listen(addresses: readonly string[], ports: readonly number[]): void {
  const pem = makeCertificate()
  for (const host of addresses) {
    for (const port of ports) {
      const server = implicitTls.includes(port) ? createTlsServer({ key: pem, cert: pem }, serve) : createServer(serve)
      // Who hangs up in the middle of a handshake is no reason to go.
      server.on('tlsClientError', () => {})
      server.listen({ host, port })
    }
  }
}

const given = process.argv.slice(2)
const isPort = (word: string): boolean => /^\d+$/.test(word)
listen(
  given.filter((word) => !isPort(word)),
  given.filter(isPort).map(Number),
)
