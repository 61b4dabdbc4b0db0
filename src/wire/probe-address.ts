import { isPin } from './pin.ts'

/** A probe as people write it: `https://203.0.113.5:8025#<pin>[,<pin>]`. The pins are the keys it may answer with. */
export interface ProbeAddress {
  /** Without path and fragment: `https://203.0.113.5:8025`. */
  readonly url: string
  /** A name, or an address without brackets. */
  readonly host: string
  readonly port: number
  /** Empty: a certificate of the public authorities is asked for. */
  readonly pins: readonly string[]
}

export type ProbeAddressRead =
  | { readonly ok: true; readonly value: ProbeAddress }
  | { readonly ok: false; readonly wrong: string }

/** Longest text taken for a probe's address: a host name (253), a port and two pins fit twice over. */
const longest = 1024
/** The key in use and the one that follows it: a rotation needs no more. */
const mostPins = 2

/** Reads a probe's address, or says in one sentence what is wrong with it. Never repeats what it was given. */
export function readProbeAddress(text: string): ProbeAddressRead {
  const example = 'such as https://203.0.113.5:8025#PIN'
  if (text.length > longest) return wrong('The address of the probe is too long to be one.')
  if (/[\s\p{Cc}]/u.test(text)) return wrong('The address of the probe must not contain blanks or control characters.')
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return wrong(`The address of the probe must be a whole URL, ${example}.`)
  if (!URL.canParse(text))
    return wrong(`The address of the probe is not a valid URL; it should look ${example.slice(5)}.`)
  const url = new URL(text)
  if (url.protocol !== 'https:')
    return wrong('The address of the probe must begin with https://: it is only as trustworthy as its TLS.')
  if (url.username !== '' || url.password !== '')
    return wrong('The address of the probe must not contain a user name or password.')
  if (url.pathname !== '/' || url.search !== '')
    return wrong('The address of the probe must end after the port: no path, no query.')
  if (url.port === '0') return wrong('The address of the probe has port 0, which nothing can listen on.')
  const pins = url.hash === '' ? [] : url.hash.slice(1).split(',')
  if (pins.length > mostPins) return wrong('The address of the probe may carry at most two pins.')
  if (!pins.every(isPin)) {
    return wrong('The pin after # must be the 43 letters, digits, - and _ that the probe printed when it started.')
  }
  const port = url.port === '' ? 443 : Number(url.port)
  return {
    ok: true,
    value: { url: url.origin, host: url.hostname.replace(/^\[|\]$/g, ''), port, pins: [...new Set(pins)] },
  }
}

/** Undoes `readProbeAddress`. */
export function writeProbeAddress(host: string, port: number, pins: readonly string[]): string {
  const origin = `https://${host.includes(':') ? `[${host}]` : host}:${port}`
  return pins.length === 0 ? origin : `${origin}#${pins.join(',')}`
}

function wrong(sentence: string): ProbeAddressRead {
  return { ok: false, wrong: sentence }
}
