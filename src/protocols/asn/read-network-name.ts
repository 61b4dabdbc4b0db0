import type { Name } from '../../core/mark.ts'
import { cymruFields, type OnFile, readAsn, readOnFile } from './cymru-fields.ts'

/** A network of the internet, as its registry has it on file. */
export interface NetworkName extends OnFile {
  readonly asn: number
  /** As it came, for people: `PROXAD Free SAS, FR` */
  readonly name: Name
}

/** As much as one string of a TXT record holds; real names have up to 120 characters. */
const maxNameChars = 255

/** Reads `64500 | FR | ripencc | 2010-01-01 | EXAMPLE-AS Example SAS, FR`; undefined where it is nothing of the kind. */
export function readNetworkName(text: string): NetworkName | undefined {
  // A name may have the very bar that parts the fields.
  const [first, second, third, fourth, ...rest] = text.split('|')
  const name = rest.join('|').trim()
  const [number = '', country = '', registry = '', allocated = ''] =
    cymruFields([first, second, third, fourth].join('|'), 4) ?? []
  const asn = readAsn(number)
  const onFile = readOnFile(country, registry, allocated)
  if (asn === undefined || onFile === undefined || name === '' || name.length > maxNameChars) return undefined
  return { asn, name, ...onFile }
}
