/**
 * A mail server that can greet and say goodbye, and nothing else: `canary ADDRESS… PORT…`. On 465 and 993 the client
 * speaks first (TLS), so there it accepts and waits.
 */
import { createServer, type Socket } from 'node:net'

const greetings: Readonly<Record<number, string>> = {
  25: '220 mx.test ESMTP\r\n',
  587: '220 mx.test ESMTP\r\n',
  143: '* OK [CAPABILITY IMAP4rev1] mx.test ready\r\n',
}

/** Longer than any client here holds a conversation. */
const idleMs = 30_000
/** A line of SMTP (RFC 5321 §4.5.3.1.4). */
const maxLine = 512

function serve(socket: Socket): void {
  const greeting = greetings[socket.localPort ?? 0]
  socket.on('error', () => socket.destroy())
  socket.setTimeout(idleMs, () => socket.destroy())
  if (greeting === undefined) {
    socket.resume()
    return
  }
  let waiting = ''
  socket.setEncoding('latin1')
  socket.write(greeting)
  socket.on('data', (chunk) => {
    waiting += String(chunk)
    if (waiting.length > maxLine) socket.destroy()
    const lines = waiting.split('\r\n')
    waiting = lines.pop() ?? ''
    for (const line of lines) reply(socket, line)
  })
}

function reply(socket: Socket, line: string): void {
  const imap = /^(\S+) LOGOUT$/i.exec(line)
  if (imap !== null) socket.end(`* BYE mx.test\r\n${imap[1]} OK done\r\n`)
  else if (socket.localPort === 143) socket.write(`${line.split(' ')[0] || '*'} BAD not here\r\n`)
  else if (/^QUIT$/i.test(line)) socket.end('221 mx.test\r\n')
  else if (/^(EHLO|HELO) /i.test(line)) socket.write('250 mx.test\r\n')
  else socket.write('502 5.5.1 not here\r\n')
}

const given = process.argv.slice(2)
const ports = given.filter((word) => /^\d+$/.test(word)).map(Number)
for (const host of given.filter((word) => !/^\d+$/.test(word))) {
  for (const port of ports) createServer(serve).listen({ host, port })
}
