import { failures } from '../../core/failure.ts'
import type { CertificateProblem } from '../../protocols/certificate/certificate-problem.ts'
import type { PageFacts, RecordFacts } from '../looks/mta-sts-policy.ts'

export const certificateWords: Readonly<
  Record<CertificateProblem, { readonly says: string; readonly remedy: string }>
> = {
  expired: {
    says: 'has run out',
    remedy: 'Renew the certificate, and see why it was not renewed by itself.',
  },
  'self-signed': {
    says: 'vouches for itself, which nobody trusts',
    remedy: 'Get a certificate from an authority such as Let’s Encrypt, for nothing.',
  },
  'other-name': {
    says: 'is for another name',
    remedy: 'Get a certificate that has this name in it.',
  },
  'unknown-authority': {
    says: 'comes from an authority that is not trusted, or leaves out the certificates between',
    remedy: 'Serve the whole chain ("fullchain.pem"), of an authority that is trusted everywhere.',
  },
}

export const recordFlawWords: Readonly<Record<NonNullable<RecordFacts['flaw']>, string>> = {
  several: 'there are several, and senders then act as if there were none',
  nearly: 'it must begin with "v=STSv1;" to the letter',
  grammar: 'it is not made of fields such as "id=1" with semicolons between',
  'no-id': 'it has no id',
  'wrong-id': 'its id must have 1 to 32 letters and digits',
}

const policyFlawWords: Readonly<Record<NonNullable<PageFacts['flaw']>, string>> = {
  empty: 'the page is empty',
  'too-long': 'the page has more than 64 KiB',
  'byte-order-mark': 'it begins with a byte order mark (U+FEFF), which editors hide',
  'empty-line': 'it has an empty line',
  'no-field': 'a line has no "name: value"',
  'wrong-version': 'its version must be STSv1',
  'wrong-mode': 'its mode must be enforce, testing or none',
  'wrong-max-age': 'its max_age must be a number of seconds, at most 31557600',
  'wrong-mx': 'an mx must be a host name, or "*." and the rest of one',
  'no-version': 'it has no "version: STSv1"',
  'no-mode': 'it has no mode',
  'no-max-age': 'it has no max_age',
  'no-mx': 'it names no mx',
}

export function flawWords(page: PageFacts | undefined): string {
  if (page?.flaw === undefined) return 'it must be text/plain, and is something else'
  return page.line === undefined ? policyFlawWords[page.flaw] : `${policyFlawWords[page.flaw]} (line ${page.line})`
}

/** Why there is no page, as the end of a sentence. */
export function pageWords(page: PageFacts | undefined): string {
  if (page?.certificate !== undefined)
    return `the certificate of ${page.host} ${certificateWords[page.certificate].says}`
  if (page?.status !== undefined) {
    const redirect = page.status >= 300 && page.status < 400
    return `${page.host} answers with status ${page.status}${redirect ? ', a redirect, which senders must not follow' : ''}`
  }
  const why = page?.failure === undefined ? '' : ` (${failures[page.failure]})`
  if (page?.stage === 'lookup') return `${page.host} has no address${why}`
  return page?.stage === 'connect' ? `${page.host} cannot be reached on port 443${why}` : `the page does not come${why}`
}
