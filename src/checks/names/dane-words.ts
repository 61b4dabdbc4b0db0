import { failures } from '../../core/failure.ts'
import type { TlsaUse } from '../../protocols/dane/use-of.ts'
import type { DaneFacts, DaneHostFacts } from './dane.ts'

type Which = (host: DaneHostFacts) => boolean

export function hostsThat({ hosts }: DaneFacts, which: Which): string {
  return hosts
    .filter(which)
    .map(({ host }) => host)
    .join(', ')
}

const useWords: Readonly<Record<TlsaUse, string>> = {
  server: 'is for the server itself',
  authority: 'is for an authority',
  'for-browsers': 'is of a usage (0 or 1) that leans on the public authorities, and mail does not',
  unknown: 'has numbers that mean nothing',
  'wrong-length': 'has a digest of the wrong length',
}

/** What is wrong with the records, each said once by its first numbers: the digest tells nobody anything. */
export function recordWords({ hosts }: DaneFacts, which: Which): string {
  const said = hosts
    .filter(which)
    .flatMap(({ records }) => records.map(({ text, use }) => `"${head(text)}" ${useWords[use]}`))
  return [...new Set(said)].join('; ')
}

function head(text: string): string {
  return `${text.split(' ').slice(0, 3).join(' ')} …`
}

/** Of the chain that must be signed (RFC 7672 §2.1), the links that are not. */
export function unsignedWords({ domain, mxAuthentic, hosts }: DaneFacts): string {
  const published = hosts.filter(({ records }) => records.length > 0)
  const without = (part: 'addresses' | 'tlsa') =>
    published.filter(({ authentic }) => !authentic[part]).map(({ host }) => host)
  const links = [
    ...(mxAuthentic ? [] : [`the MX records of ${domain}`]),
    ...(without('addresses').length > 0 ? [`the addresses of ${without('addresses').join(', ')}`] : []),
    ...(without('tlsa').length > 0 ? [`the TLSA records of ${without('tlsa').join(', ')}`] : []),
  ]
  return `${links.join(' and ')} are`
}

export function wrongWords({ hosts }: DaneFacts, which: Which): string {
  return hosts
    .filter(which)
    .map(({ host, met }) =>
      met?.stage === 'no-tls'
        ? `The server ${host} offers no TLS on port 25, and its TLSA records demand it.`
        : `None of the TLSA records of ${host} is for the certificate that it shows on port 25.`,
    )
    .join(' ')
}

/** Why a certificate could not be compared, of the first host of which that is so. */
export function notComparedWords({ hosts }: DaneFacts): string {
  const host = hosts.find(({ records }) => records.length > 0 && !records.some((record) => record.matches === true))
  if (host?.met === undefined) return `the certificate of ${host?.host ?? 'the host'} on port 25 was not looked at`
  const { place, stage, failure } = host.met
  const why = failure === undefined ? '' : ` (${failures[failure]})`
  switch (stage) {
    case 'address':
      return `${host.host} has no public address to look at`
    case 'done':
      return place === 'this-machine'
        ? `${host.host} cannot be reached from within, and the server on this machine shows another certificate`
        : `the certificate that ${host.host} shows from here is another, and it is not certain that nobody stands between`
    case 'no-tls':
      return `${host.host} offers no TLS from here, and it is not certain that nobody took the offer out`
    default:
      return `the certificate of ${host.host} was not to be seen on port 25 from here${why}`
  }
}
