/**
 * What can go wrong on a network, as a closed vocabulary.
 *
 * A network failure is a value, never an exception: only a bug is thrown. One place turns the errors of the
 * operating system into these words (`src/system/classify.ts`); everything above speaks of them alone.
 */
export const failures = {
  refused: 'the far end, or something on the way, refused the connection',
  'timed-out': 'no answer came in time',
  reset: 'the connection was cut while it was in use',
  closed: 'the far end closed the connection before it had said what it should',
  'host-unreachable': 'a router on the way says that the host cannot be reached',
  'network-unreachable': 'there is no route to that network',
  prohibited: 'a firewall forbids it',
  'not-let-out': 'this machine does not let it out: a firewall, a route or a sandbox of its own',
  'address-unavailable': 'this machine does not have the address it should speak from',
  'in-use': 'another program holds the port',
  'not-permitted': 'this program lacks the right to do it',
  'name-not-found': 'the name does not exist',
  'no-data': 'the name exists, but has no record of this type',
  'lookup-refused': 'the name server refuses to answer us',
  'lookup-failed': 'the name server could not answer',
  'tls-failed': 'no TLS session could be agreed',
  'certificate-untrusted': 'the certificate is not trusted for this name',
  'wrong-key': 'another key answered than the one that was expected',
  'plaintext-injected': 'text was waiting in the clear where TLS should have begun',
  'too-much': 'the far end sent more than is allowed',
  malformed: 'the far end sent something that cannot be understood',
  unsupported: 'this system has no means to do it',
  cancelled: 'the run was interrupted',
  unclassified: 'an error that has no word of its own yet',
} as const

export type Failure = keyof typeof failures

export interface Success<T> {
  readonly ok: true
  readonly value: T
}

export interface Failed {
  readonly ok: false
  readonly failure: Failure
  /** The words of the operating system or of the library: for the trace, never compared. */
  readonly detail?: string
}

/** How every operation on a Line ends. */
export type Outcome<T> = Success<T> | Failed

export function success<T>(value: T): Success<T> {
  return { ok: true, value }
}

export function failed(failure: Failure, detail?: string): Failed {
  return detail === undefined ? { ok: false, failure } : { ok: false, failure, detail }
}
