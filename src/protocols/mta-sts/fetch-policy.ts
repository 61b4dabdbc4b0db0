import { failed, type Failed } from '../../core/failure.ts'
import type { Line } from '../../core/line.ts'
import { type CertificateProblem, certificateProblem } from '../certificate/certificate-problem.ts'
import { type MtaStsPolicy, policyBytes, type PolicyFlaw, readPolicy } from './read-policy.ts'

/** What became of the policy: itself, what is wrong with it, or why the page is not to be had. */
export type PolicyFetched =
  | { readonly policy: MtaStsPolicy }
  | { readonly wrong: PolicyFlaw }
  | { readonly certificate: CertificateProblem }
  /** Of HTTP. A redirect (3xx) is none of the ways to a policy (RFC 8461 §3.3). */
  | { readonly status: number }
  | { readonly mediaType: string }
  /** It took the connection, and the page did not come. */
  | { readonly page: Failed }
  | { readonly connection: Failed }

const https = 443
/** One lost packet, and then the handshake of a slow machine. */
const connectMs = 2_400
/** RFC 8461 §3.3 allows a minute, and nobody waits here as long; so silence after the connection is no verdict. */
const pageMs = 2_400

/** The name that a domain's policy is fetched from. */
export function policyHost(domain: string): string {
  return `mta-sts.${domain}`
}

/**
 * Fetches a domain's policy as RFC 8461 §3.3 says, from one of the addresses of its host: over HTTPS with a certificate that
 * the public trusts for that name, no redirect, at most 64 KiB, as text. The certificate is looked at first, by itself, for
 * a refusal alone would not tell what is wrong with it.
 */
export async function fetchPolicy(line: Line, domain: string, addresses: readonly string[]): Promise<PolicyFetched> {
  const name = policyHost(domain)
  let connection: Failed = failed('no-data')
  for (const address of addresses) {
    const shown = await line.dial({ address, port: https }, { connectMs, tls: { name, trust: 'anyone' } })
    if (!shown.ok) {
      connection = shown
      continue
    }
    const { tls } = shown.value
    shown.value.end()
    const problem = tls && certificateProblem(tls, name, line.clock.now())
    return problem === undefined ? fetchFrom(line, name, address) : { certificate: problem }
  }
  return { connection }
}

async function fetchFrom(line: Line, name: string, address: string): Promise<PolicyFetched> {
  const url = `https://${name}/.well-known/mta-sts.txt`
  const page = await line.request({ method: 'GET', url, address, trust: 'public', maxBytes: policyBytes, ms: pageMs })
  if (!page.ok) return page.failure === 'too-much' ? { wrong: { flaw: 'too-long' } } : { page }
  const { status, headers, body } = page.value
  if (status !== 200) return { status }
  // §3.2: whoever may leave pictures or pages on a host shall not make its policy. Parameters do not count.
  const mediaType = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (mediaType !== 'text/plain') return { mediaType }
  const read = readPolicy(body)
  return 'flaw' in read ? { wrong: read } : { policy: read }
}
