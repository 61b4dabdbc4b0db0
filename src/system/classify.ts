import type { Failure } from '../core/failure.ts'

/** What was being done when the error came: the same code means different things to different operations. */
export type Operation = 'connect' | 'bind' | 'use'

export interface Classified {
  readonly ok: false
  readonly failure: Failure
  /** The words of the operating system or of the library: for the trace, never compared, never printed raw. */
  readonly detail: string
}

/** An error may carry other people's text (a TLS alert, an HTTP reason): enough for a trace, no more. */
const LONGEST_DETAIL = 200

/** Causes and aggregated errors that are looked at: real chains have two or three, a hostile one could be endless. */
const MOST_ERRORS = 16

/**
 * Turns any error of the operating system, of Node or of a library into the one closed vocabulary.
 *
 * `operation` is needed where the error does not tell it by its `syscall`: EACCES is a firewall on connect, but a
 * missing right on bind.
 */
export function classify(error: unknown, operation: Operation = 'connect'): Classified {
  const chain = errorsWithin(error)
  const detail = describe(chain[0])
  // A deadline and a Ctrl-C share ABORT_ERR; the TimeoutError may sit deeper, as the cause.
  if (chain.some((one) => text(one, 'name') === 'TimeoutError')) return { ok: false, failure: 'timed-out', detail }
  for (const one of chain) {
    const failure = wordFor(one, operation)
    if (failure !== undefined) return { ok: false, failure, detail }
  }
  return { ok: false, failure: 'unclassified', detail }
}

const BY_CODE: Readonly<Record<string, Failure>> = {
  // A firewall's `reject with tcp reset` and `icmp port-unreachable` look the same: it need not be the far host.
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timed-out',
  ESOCKETTIMEDOUT: 'timed-out',
  ERR_SOCKET_CONNECTION_TIMEOUT: 'timed-out',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'timed-out',
  ECONNABORTED: 'reset',
  ENOTCONN: 'reset',
  ERR_STREAM_PREMATURE_CLOSE: 'closed',
  ERR_STREAM_DESTROYED: 'closed',
  ERR_STREAM_WRITE_AFTER_END: 'closed',
  ERR_SOCKET_CLOSED: 'closed',
  // IPv4 `icmp admin-prohibited` comes as EHOSTUNREACH: Linux does not tell it from a router that knows no such host.
  EHOSTUNREACH: 'host-unreachable',
  EHOSTDOWN: 'host-unreachable',
  ENETUNREACH: 'network-unreachable',
  ENETDOWN: 'network-unreachable',
  ENONET: 'network-unreachable',
  EADDRNOTAVAIL: 'address-unavailable',
  EADDRINUSE: 'in-use',
  // A file system that is mounted to be read.
  EROFS: 'not-permitted',
  ENOTFOUND: 'name-not-found',
  EAI_NONAME: 'name-not-found',
  ENODATA: 'no-data',
  EAI_NODATA: 'no-data',
  EREFUSED: 'lookup-refused',
  ESERVFAIL: 'lookup-failed',
  EAI_AGAIN: 'lookup-failed',
  EAI_FAIL: 'lookup-failed',
  EPROTO: 'tls-failed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-untrusted',
  HPE_HEADER_OVERFLOW: 'too-much',
  ERR_HTTP_CONTENT_LENGTH_MISMATCH: 'malformed',
  Z_DATA_ERROR: 'malformed',
  Z_BUF_ERROR: 'malformed',
  EAFNOSUPPORT: 'unsupported',
  EPROTONOSUPPORT: 'unsupported',
  EOPNOTSUPP: 'unsupported',
  ENOTSUP: 'unsupported',
  ENOSYS: 'unsupported',
}

/** X509_V_ERR_*, as Node names them (src/crypto/crypto_common.cc). */
const CERTIFICATE =
  /^(CERT_|CRL_|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|ERROR_IN_C|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)/

/** System calls by which packets leave: here a lack of permission is a firewall or a prohibiting route. */
const ON_THE_WAY = new Set(['connect', 'read', 'write', 'send', 'sendmsg', 'recv', 'recvmsg'])

function wordFor(error: unknown, operation: Operation): Failure | undefined {
  const code = text(error, 'code')
  const syscall = text(error, 'syscall') ?? text(error, 'erroredSysCall')
  const onTheWay = syscall === undefined ? operation !== 'bind' : ON_THE_WAY.has(syscall)

  switch (code) {
    case 'ECONNRESET':
    case 'EPIPE':
      // Node says ECONNRESET too for a FIN that came too early ('socket hang up', 'aborted', 'disconnected before secure
      // TLS connection was established'); only what the kernel said carries a system call.
      return syscall === undefined ? 'closed' : 'reset'
    case 'EACCES':
      // What a router says by ICMP comes later, and to connected sockets alone (udp(7)): a datagram that cannot even be sent
      // met a route of type `prohibit`. Else it was that, or the admin-prohibited of a router over IPv6; on bind a port below 1024.
      if (syscall === 'send') return 'not-let-out'
      return onTheWay ? 'prohibited' : 'not-permitted'
    case 'EPERM':
      // No router can cause it: the firewall of this machine drops or rejects (which it tells of datagrams; a connection is
      // lost, or refused as if from afar). On bind a sandbox.
      return onTheWay ? 'not-let-out' : 'not-permitted'
    case 'EINVAL':
      // A route of type `blackhole`, or a source address from which that network cannot be reached (loopback).
      return onTheWay ? 'network-unreachable' : undefined
    case 'ENOENT':
      // A tool of the system that is not installed.
      return syscall?.startsWith('spawn') ? 'unsupported' : undefined
    case undefined:
    default:
  }
  if (code !== undefined) {
    if (Object.hasOwn(BY_CODE, code)) return BY_CODE[code]
    if (CERTIFICATE.test(code)) return 'certificate-untrusted'
    if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return 'tls-failed'
    if (code.startsWith('HPE_')) return 'malformed'
  }
  // node-fetch's own errors
  const type = text(error, 'type')
  if (type === 'max-size') return 'too-much'
  if (type === 'invalid-json' || type === 'invalid-redirect') return 'malformed'
  if (text(error, 'name') === 'AbortError' || code === 'ABORT_ERR') return 'cancelled'
  return undefined
}

/** The error, its causes and its parts, outermost first; survives rings and endless chains. */
function errorsWithin(error: unknown): readonly unknown[] {
  const found: unknown[] = [error]
  for (let next = 0; next < found.length && found.length < MOST_ERRORS; next++) {
    const parts = property(found[next], 'errors')
    const inner = [property(found[next], 'cause'), ...(Array.isArray(parts) ? parts.slice(0, MOST_ERRORS) : [])]
    for (const one of inner) {
      if (one !== undefined && one !== null && !found.includes(one)) found.push(one)
    }
  }
  return found
}

function describe(error: unknown): string {
  const message = text(error, 'message') || (typeof error === 'string' ? error : '')
  const code = text(error, 'code')
  const said = [code !== undefined && !message.includes(code) ? code : '', message].filter(Boolean).join(': ')
  return (said || 'an error without words').slice(0, LONGEST_DETAIL)
}

function text(error: unknown, name: string): string | undefined {
  const value = property(error, name)
  return typeof value === 'string' ? value : undefined
}

/** A getter of a stranger's error may throw: then it has no such property. */
function property(error: unknown, name: string): unknown {
  if (typeof error !== 'object' || error === null) return undefined
  try {
    return (error as Record<string, unknown>)[name]
  } catch {
    return undefined
  }
}
