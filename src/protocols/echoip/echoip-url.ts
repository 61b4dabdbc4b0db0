import { isPin } from '../../wire/pin.ts'

/** A server of echoip as it is to be asked. */
export interface EchoipAsked {
  /** `https://host[:port]`, without a path. */
  readonly url: string
  /** The keys that may answer, as pins; empty for a name that the public authorities vouch for. */
  readonly pins: readonly string[]
}

export type EchoipUrlRead =
  | { readonly ok: true; readonly value: EchoipAsked }
  | { readonly ok: false; readonly wrong: string }

/** A host name (253), a port and two pins fit twice over. */
const longest = 1024
/** The key in use and the one that follows it. */
const mostPins = 2
const scheme = 'echoip+'

/**
 * Reads `echoip+https://host[:port][#<pin>[,<pin>]]`, or says in one sentence what is wrong with it; that never repeats
 * what was given. Only https: in the clear, anybody on the way could say that a port is open.
 */
export function readEchoipUrl(text: string): EchoipUrlRead {
  if (text.length > longest) return wrong('The address of the echoip server is too long to be one.')
  if (/[\s\p{Cc}]/u.test(text)) {
    return wrong('The address of the echoip server must not contain blanks or control characters.')
  }
  if (!text.toLowerCase().startsWith(`${scheme}https://`)) {
    return wrong('The address of the echoip server must begin with echoip+https://.')
  }
  const bare = text.slice(scheme.length)
  if (!URL.canParse(bare)) {
    return wrong('The address of the echoip server is not a valid URL; it should look as echoip+https://ip.example.')
  }
  const url = new URL(bare)
  if (url.username !== '' || url.password !== '') {
    return wrong('The address of the echoip server must not contain a user name or password.')
  }
  // `?` and `#` with nothing behind them leave no trace in the parsed URL.
  if (url.pathname !== '/' || /\?/.test(bare)) {
    return wrong('The address of the echoip server must end after the port: no path, no query.')
  }
  if (url.port === '0') return wrong('The address of the echoip server has port 0, which nothing can listen on.')
  const pins = url.hash === '' ? [] : url.hash.slice(1).split(',')
  if (pins.length > mostPins) return wrong('The address of the echoip server may carry at most two pins.')
  if (!pins.every(isPin)) {
    return wrong('The pin after # must be the SHA-256 of the key of the server: 43 letters, digits, - and _.')
  }
  return { ok: true, value: { url: url.origin, pins: [...new Set(pins)] } }
}

function wrong(sentence: string): EchoipUrlRead {
  return { ok: false, wrong: sentence }
}
