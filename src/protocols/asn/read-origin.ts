import type { Address } from '../../core/mark.ts'
import { canonical, familyOf } from '../addresses.ts'
import { cymruFields, type OnFile, readAsn, readOnFile } from './cymru-fields.ts'

/** Who announces an address to the internet. */
export interface Origin extends OnFile {
  /** The networks that announce it, each once: one as a rule, several where it moves or is announced from several. */
  readonly asns: readonly number[]
  /** What is announced: `203.0.113.0/24` */
  readonly prefix: Address
}

/** Real ones have up to three. */
const maxAsns = 8

/** Reads `64500 64501 | 203.0.113.0/24 | FR | ripencc | 2010-01-01`; undefined where it is nothing of the kind. */
export function readOrigin(text: string): Origin | undefined {
  const [numbers = '', cidr = '', country = '', registry = '', allocated = ''] = cymruFields(text, 5) ?? []
  const asns = numbers.split(' ').map(readAsn)
  const prefix = readPrefix(cidr)
  const onFile = readOnFile(country, registry, allocated)
  if (asns.length > maxAsns || !asns.every((asn) => asn !== undefined)) return undefined
  if (prefix === undefined || onFile === undefined) return undefined
  return { asns: [...new Set(asns)], prefix, ...onFile }
}

function readPrefix(text: string): string | undefined {
  const [, network = '', length = ''] = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(text) ?? []
  const address = canonical(network)
  if (address === undefined || Number(length) > (familyOf(address) === 'v4' ? 32 : 128)) return undefined
  return `${address}/${Number(length)}`
}
