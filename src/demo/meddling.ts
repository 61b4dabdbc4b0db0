import { PassThrough, Transform } from 'node:stream'
import type { Meddling } from './scenario.ts'

export interface Meddled {
  readonly fromCaller: Transform
  readonly fromServer: Transform
}

/**
 * More than any greeting, reply or handshake has at once, and less than the octets of the test for large segments. Loopback
 * has packets of 64 KiB, so it is what is written at once that is looked at.
 */
const largest = 4_096

/** What becomes of the words of both sides on their way. */
export function meddling(does: Meddling): Meddled {
  switch (does) {
    case 'masked':
      return { fromCaller: new PassThrough(), fromServer: changed(masked()) }
    case 'starttls-removed':
      return { fromCaller: changed(spoilt), fromServer: changed(withoutOffer) }
    case 'large-lost':
      return { fromCaller: lossy(), fromServer: lossy() }
    case 'tls-taken':
    case 'other-address':
      return { fromCaller: new PassThrough(), fromServer: new PassThrough() }
  }
}

function changed(change: (text: string) => string): Transform {
  return new Transform({
    transform: (bytes: Buffer, _encoding, done) => done(null, Buffer.from(change(bytes.toString('latin1')), 'latin1')),
  })
}

/** As Cisco's "fixup" does: of the greeting only the digits 2 and 0 and the spaces are left. */
function masked() {
  let greeted = false
  return (text: string) => {
    if (greeted) return text
    greeted = true
    return text.slice(0, 4) + text.slice(4).replace(/[^ 02\r\n]/g, '*')
  }
}

function withoutOffer(text: string): string {
  return text.replace(/^250-STARTTLS\r\n/m, '')
}

/** Whoever asks for it all the same is not understood. */
function spoilt(text: string): string {
  return text.replace(/^STARTTLS\r\n/, 'XXXXXXXX\r\n')
}

/** What is large is lost, sent again and lost again, and nothing that comes after it gets its turn (RFC 2923 §2.1). */
function lossy(): Transform {
  let stuck = false
  return new Transform({
    transform(bytes: Buffer, _encoding, done) {
      stuck ||= bytes.length > largest
      done(null, stuck ? undefined : bytes)
    },
  })
}
