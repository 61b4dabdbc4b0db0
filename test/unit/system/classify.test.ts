import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failures } from '../../../src/core/failure.ts'
import { classify } from '../../../src/system/classify.ts'

function systemError(code: string, syscall?: string): Error {
  return Object.assign(new Error(`${syscall ?? ''} ${code}`), { code, ...(syscall && { syscall }) })
}

describe('what the network said becomes one word', () => {
  it.each([
    ['ECONNREFUSED', 'connect', 'refused'],
    ['ETIMEDOUT', 'connect', 'timed-out'],
    ['EHOSTUNREACH', 'connect', 'host-unreachable'],
    ['ENETUNREACH', 'connect', 'network-unreachable'],
    ['EACCES', 'connect', 'prohibited'],
    ['EACCES', 'send', 'not-let-out'],
    ['EACCES', 'recvmsg', 'prohibited'],
    ['EPERM', 'connect', 'not-let-out'],
    ['EPERM', 'send', 'not-let-out'],
    ['EINVAL', 'connect', 'network-unreachable'],
    ['EACCES', 'listen', 'not-permitted'],
    ['EACCES', 'bind', 'not-permitted'],
    ['EPERM', 'bind', 'not-permitted'],
    ['EINVAL', 'bind', 'unclassified'],
    ['EADDRINUSE', 'listen', 'in-use'],
    ['EACCES', 'open', 'not-permitted'],
    ['EROFS', 'open', 'not-permitted'],
    ['EADDRNOTAVAIL', 'bind', 'address-unavailable'],
    ['EAFNOSUPPORT', 'listen', 'unsupported'],
    ['ECONNRESET', 'read', 'reset'],
    ['EPIPE', 'write', 'reset'],
    ['ENOENT', 'spawn ping', 'unsupported'],
    ['ENOTFOUND', 'getaddrinfo', 'name-not-found'],
  ] as const)('%s on %s is %s', (code, syscall, failure) => {
    expect(classify(systemError(code, syscall)).failure).toBe(failure)
  })

  it('takes the operation where the error does not tell it', () => {
    expect(classify(systemError('EACCES'), 'connect').failure).toBe('prohibited')
    expect(classify(systemError('EACCES'), 'bind').failure).toBe('not-permitted')
  })

  it('tells a RST from a FIN that came too early, which Node calls ECONNRESET too', () => {
    const hangUp = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    expect(classify(hangUp).failure).toBe('closed')
  })

  it.each([
    ['CERT_HAS_EXPIRED', 'certificate-untrusted'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-untrusted'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-failed'],
    ['EPROTO', 'tls-failed'],
    ['HPE_INVALID_CONSTANT', 'malformed'],
    ['HPE_HEADER_OVERFLOW', 'too-much'],
  ] as const)('%s is %s', (code, failure) => {
    expect(classify(systemError(code)).failure).toBe(failure)
  })
})

describe('a deadline and an interruption', () => {
  const abort = (cause?: unknown) =>
    Object.assign(new Error('aborted', { cause }), { name: 'AbortError', code: 'ABORT_ERR' })

  it('are told apart by the cause alone', () => {
    expect(classify(abort(new DOMException('late', 'TimeoutError'))).failure).toBe('timed-out')
    expect(classify(abort()).failure).toBe('cancelled')
    expect(classify(new DOMException('late', 'TimeoutError')).failure).toBe('timed-out')
  })
})

describe('errors within errors', () => {
  it('finds the first word in causes and in aggregates', () => {
    const inner = systemError('ECONNREFUSED', 'connect')
    expect(classify(new Error('outer', { cause: new Error('middle', { cause: inner }) })).failure).toBe('refused')
    expect(classify(new AggregateError([new Error('one'), inner])).failure).toBe('refused')
  })

  it('survives a ring, and getters that throw', () => {
    const ring: Error & { cause?: unknown } = new Error('ring')
    ring.cause = ring
    expect(classify(ring).failure).toBe('unclassified')
    const trap = Object.defineProperty(new Error('trap'), 'code', {
      get() {
        throw new Error('boo')
      },
    })
    expect(classify(trap)).toMatchObject({ failure: 'unclassified', detail: 'trap' })
  })

  it('has a word and a short detail for anything at all', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const { failure, detail } = classify(anything)
        expect(failures[failure]).toBeDefined()
        expect(detail.length).toBeGreaterThan(0)
        expect(detail.length).toBeLessThanOrEqual(200)
      }),
    )
  })
})
