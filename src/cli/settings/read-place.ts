import { canonical } from '../../protocols/addresses.ts'
import { readHostName } from './read-host-name.ts'
import { type Reading, right, wrong } from './reading.ts'

export interface Place {
  /** A name, or an address without brackets. */
  readonly host: string
  readonly port: number
}

export interface PlaceWanted {
  /** For `HOST` alone; without one the port must be given. */
  readonly port?: number
  /** Only an address will do. */
  readonly address?: boolean
}

/** Reads `HOST:PORT`, `ADDRESS:PORT` or `[IPV6]:PORT`. */
export function readPlace(text: string, options: PlaceWanted = {}): Reading<Place> {
  const example = options.address ? '9.9.9.9:53' : `mail.example.org:${options.port ?? 587}`
  const wanted = wrong(`${options.address ? 'an address' : 'a host'} and a port from 1 to 65535, such as ${example}`)
  const bare = canonical(text)
  if (bare !== undefined && options.port !== undefined) return right({ host: bare, port: options.port })
  const match = /^(?:\[([0-9a-f:.]{2,45})\]|([^\s[\]:]{1,253}))(?::(\d{1,5}))?$/i.exec(text)
  const port = match?.[3] === undefined ? options.port : Number(match[3])
  const host = hostOf(match?.[1], match?.[2], options.address === true)
  return host === undefined || port === undefined || port < 1 || port > 65_535 ? wanted : right({ host, port })
}

function hostOf(bracketed: string | undefined, plain: string | undefined, onlyAddress: boolean): string | undefined {
  const address = canonical(bracketed ?? plain ?? '')
  if (address !== undefined || bracketed !== undefined || onlyAddress) return address
  const name = readHostName(plain ?? '')
  return name.ok ? name.value : undefined
}
