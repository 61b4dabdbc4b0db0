import { connect, type Socket } from 'node:net'
import { connect as connectTls, TLSSocket } from 'node:tls'
import { eachLine, isStartTls, tieTogether, type Upstream } from './relay-lines.ts'

/** Speaks TLS with the caller in the place of the host that was dialled, and with that host as its caller. */
export function endTls(caller: Socket, to: Upstream, pem: string): void {
  const server = connect({ ...to, allowHalfOpen: true })
  tieTogether(caller, server)
  if (to.port === 465 || to.port === 993) within(caller, server, pem)
  else afterStartTls(caller, server, pem)
}

function afterStartTls(caller: Socket, server: Socket, pem: string): void {
  const toServer = (line: string): void => void server.write(`${line}\r\n`, 'latin1')
  let asked = false
  eachLine(
    server,
    (line) => {
      caller.write(`${line}\r\n`, 'latin1')
      if (!asked) return 'go-on'
      within(caller, server, pem)
      return 'enough'
    },
    (text) => caller.write(text, 'latin1'),
  )
  eachLine(
    caller,
    (line) => {
      toServer(line)
      asked = isStartTls(line)
      return asked ? 'enough' : 'go-on'
    },
    (text) => server.write(text, 'latin1'),
  )
}

function within(caller: Socket, server: Socket, pem: string): void {
  const inner = new TLSSocket(caller, { isServer: true, key: pem, cert: pem })
  const outer = connectTls({ socket: server, rejectUnauthorized: false })
  tieTogether(inner, outer)
  inner.pipe(outer)
  outer.pipe(inner)
}
