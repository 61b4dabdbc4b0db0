import { isIP } from 'node:net'
import { isGlobal } from '../../protocols/addresses.ts'
import type { WantedPlace } from './volunteers.ts'

/** A TCP ping as the fake Globalping takes it. */
export interface GlobalpingRequest {
  readonly type: 'ping'
  readonly target: string
  readonly timeout?: number
  readonly limit: number
  readonly locations: string | readonly WantedPlace[]
  readonly measurementOptions: { readonly protocol: 'TCP'; readonly port: number; readonly packets: number }
}

/**
 * What is wrong with the body of a request, by the path of its member, as the public API says it; undefined where it is
 * a `GlobalpingRequest`. A member that is not known is wrong, there as here.
 */
export function wrongIn(body: unknown): Readonly<Record<string, string>> | undefined {
  if (!isObject(body)) return { '': '"value" must be of type object' }
  const wrong: Record<string, string> = {}
  const say = (path: string, fine: boolean, what: string) => {
    if (!fine) wrong[path] = `"${path}" ${what}`
  }
  const known = (path: string, value: object, names: readonly string[]) => {
    for (const name of Object.keys(value)) say(`${path}${name}`, names.includes(name), 'is not allowed')
  }
  const { type, target, timeout, limit, locations, measurementOptions: options } = body
  known('', body, ['type', 'target', 'timeout', 'limit', 'locations', 'measurementOptions'])
  say('type', type === 'ping', 'must be [ping]')
  say('timeout', timeout === undefined || isWithin(timeout, 5, 30), 'must be from 5 to 30')

  const address = typeof target === 'string' && isIP(target) !== 0
  say('target', address || isName(target), 'does not match any of the allowed types')
  if (address) say('target', isGlobal(target), 'must not be a private hostname')

  if (isObject(options)) {
    known('measurementOptions.', options, ['protocol', 'port', 'packets', 'ipVersion'])
    say('measurementOptions.protocol', options['protocol'] === 'TCP', 'must be [TCP]')
    say('measurementOptions.port', isWithin(options['port'], 0, 65_535), 'must be a valid port')
    say('measurementOptions.packets', isWithin(options['packets'], 1, 16), 'must be from 1 to 16')
    const version = options['ipVersion']
    const fits = version === undefined || (!address && (version === 4 || version === 6))
    say('measurementOptions.ipVersion', fits, 'is not allowed when target is not a domain')
  } else say('measurementOptions', false, 'is required')

  if (Array.isArray(locations)) {
    say('limit', isWithin(limit, 1, 50), 'must be from 1 to 50')
    for (const [index, place] of locations.entries()) {
      say(`locations.${index}`, isPlace(place), 'must be a valid place')
    }
  } else
    say(
      'locations',
      typeof locations === 'string' && locations.length <= 128,
      'does not match any of the allowed types',
    )
  return Object.keys(wrong).length === 0 ? undefined : wrong
}

function isPlace(place: unknown): boolean {
  if (!isObject(place)) return false
  const { continent, country, asn, magic, ...others } = place
  return (
    Object.keys(place).length > 0 &&
    Object.keys(others).length === 0 &&
    (continent === undefined || isCode(continent, /^(AF|AN|AS|EU|NA|OC|SA)$/)) &&
    (country === undefined || isCode(country, /^[A-Z]{2}$/)) &&
    (asn === undefined || isWithin(asn, 1, 4_294_967_295)) &&
    (magic === undefined || (typeof magic === 'string' && magic.length <= 128 && magic.split('+').length <= 4))
  )
}

function isCode(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value)
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 253 && /^([a-z0-9_-]{1,63}\.)+[a-z]{2,63}$/i.test(value)
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
