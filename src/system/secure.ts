import { createHash, type X509Certificate } from 'node:crypto'
import { isIP, type Socket } from 'node:net'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import type { Outcome } from '../core/failure.ts'
import { failed, success } from '../core/failure.ts'
import type { TlsOptions, TlsSession } from '../core/line.ts'
import { classify } from './classify.ts'
import { waitFor } from './deadline.ts'

export interface SecureOptions extends TlsOptions {
  /** The address that was dialled: checked where no name is given. */
  readonly address: string
  readonly ms: number
  /** PEM certificates that stand in for the public authorities. */
  readonly authorities?: readonly string[]
}

/** Beside its own. Honest servers send one to three. */
const mostCertificates = 8
/** What the public authorities put into one certificate at most. */
const mostNames = 100

export interface Secured {
  readonly socket: TLSSocket
  readonly session: TlsSession
}

/**
 * Begins TLS as a client on a connected socket. Resolves only after the key or the certificate has been checked, so
 * not a byte of ours goes to a stranger. The socket is destroyed on failure.
 */
export async function secure(socket: Socket, options: SecureOptions, signal: AbortSignal): Promise<Outcome<Secured>> {
  const name = options.name ?? options.address
  const secured = connect({
    socket,
    host: name,
    // An address is no server name (RFC 6066 §3); '' keeps Node from sending one.
    servername: isIP(name) === 0 ? name : '',
    // Judged below: pins want no authority, and even a stranger's certificate is evidence.
    rejectUnauthorized: false,
    ...authoritiesOf(options),
  })
  // Errors may come after the handshake too: whoever takes the socket over adds a listener of their own.
  secured.on('error', () => {})
  const outcome = await waitFor<Secured>(options.ms, signal, (settle) => {
    const onError = (error: Error) => settle(classify(error))
    const onClose = () => settle(failed('closed', 'closed while TLS was being agreed'))
    const onSecure = () => settle(judged(secured, options))
    secured.once('error', onError).once('close', onClose).once('secureConnect', onSecure)
    return () => secured.off('error', onError).off('close', onClose).off('secureConnect', onSecure)
  })
  if (!outcome.ok) {
    secured.destroy()
    socket.destroy()
  }
  return outcome
}

function authoritiesOf(options: SecureOptions): ConnectionOptions {
  return options.authorities === undefined ? {} : { ca: [...options.authorities] }
}

function judged(socket: TLSSocket, options: SecureOptions): Outcome<Secured> {
  const certificate = socket.getPeerX509Certificate()
  if (certificate === undefined) return failed('tls-failed', 'the far end showed no certificate')
  const session = sessionOf(socket, certificate)
  if (typeof options.trust !== 'string' && !options.trust.includes(session.pin)) return failed('wrong-key', session.pin)
  if (options.trust === 'public' && !session.trusted) {
    return failed('certificate-untrusted', String(socket.authorizationError ?? 'not trusted'))
  }
  return success({ socket, session })
}

/** What TLS agreed on, with the certificate of the server (its own, seen from the server). */
export function sessionOf(socket: TLSSocket, certificate: X509Certificate): TlsSession {
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' })
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
    pin: createHash('sha256').update(spki).digest('base64url'),
    spki: spki.toString('base64url'),
    subject: certificate.subject ?? '',
    issuer: certificate.issuer ?? '',
    notAfter: new Date(certificate.validTo).toISOString(),
    names: namesOf(certificate),
    // With `rejectUnauthorized: false` Node still verifies the chain and, where that holds, the name; it only does not act on it.
    trusted: socket.authorized,
    chain: chainOf(certificate).map((each) => ({
      der: each.raw.toString('base64url'),
      spki: each.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    })),
  }
}

/** Node quotes a name that could be taken for two; no host has such a name. */
function namesOf({ subjectAltName = '' }: X509Certificate): readonly string[] {
  return subjectAltName
    .split(', ')
    .flatMap((entry) => /^DNS:((?:\*\.)?[\w.-]+)$/.exec(entry)?.[1] ?? [])
    .slice(0, mostNames)
}

/**
 * What a server sends is a chain only as far as the signatures bear it. Their order means nothing (RFC 8446 §4.4.2).
 */
function chainOf(own: X509Certificate): readonly X509Certificate[] {
  const others: X509Certificate[] = []
  for (let next = own.issuerCertificate; next !== undefined && others.length < mostCertificates; ) {
    others.push(next)
    next = next.issuerCertificate
  }
  const chain = [own]
  for (let last: X509Certificate | undefined = own; last !== undefined; ) {
    last = others.find((other) => !chain.includes(other) && signed(other, last))
    if (last !== undefined) chain.push(last)
  }
  return chain
}

function signed(issuer: X509Certificate, certificate: X509Certificate | undefined): boolean {
  try {
    return certificate?.checkIssued(issuer) === true && certificate.verify(issuer.publicKey)
  } catch {
    // A key of a kind that OpenSSL does not know: it has signed nothing that could be checked.
    return false
  }
}
