import { failed, type Outcome } from '../../core/failure.ts'
import type { HttpResponse, Line } from '../../core/line.ts'
import { registries, type Registry } from '../asn/registry.ts'
import { canonical } from '../addresses.ts'
import { type Deadline, deadlineOf } from '../deadline.ts'
import { type Registration, readRegistration } from './read-registration.ts'
import { registryUrls } from './registry-urls.ts'

/** For both requests together: a registry answers within a second, and whose line it is must not hold up the run. */
const budgetMs = 4_000
/** Real answers have 3 to 30 KiB, most of it about people, which is dropped. */
const maxBytes = 256 * 1024

/**
 * What the registries have on file of an address (RDAP, RFC 9082 §3.1.1): a second witness beside the routes.
 *
 * `first` is asked, for instance the registry that the routes' witness names. One that did not hand the address out itself
 * says who did (RFC 7480 §5.2), and that one is asked, if it is one of the five; a second redirect is not followed. Fails
 * `no-data` where the address is not on file, `lookup-refused` where too much was asked, `malformed` for what is no answer.
 */
export async function registrationOf(
  line: Line,
  address: string,
  first: Registry = 'arin',
): Promise<Outcome<Registration>> {
  const plain = canonical(address)
  if (plain === undefined) return failed('malformed', 'no address')
  const until = deadlineOf(line.clock, budgetMs)
  const answered = await ask(line, `${registryUrls[first]}ip/${plain}`, until)
  if (!answered.ok) return answered
  if (!isRedirect(answered.value)) return readAnswer(answered.value, plain)
  const other = registryIn(answered.value)
  if (other === undefined) return failed('malformed', 'sent to somebody who is no registry')
  const second = await ask(line, `${registryUrls[other]}ip/${plain}`, until)
  return second.ok ? readAnswer(second.value, plain) : second
}

function ask(line: Line, url: string, until: Deadline): Promise<Outcome<HttpResponse>> {
  return line.request({
    method: 'GET',
    url,
    // RFC 7480 §4.2.
    headers: { Accept: 'application/rdap+json' },
    maxBytes,
    ms: until.left(),
  })
}

function isRedirect({ status }: HttpResponse): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

/** The registry that a redirect names. Only its name is taken from it: where it answers, and what is asked there, is ours. */
function registryIn({ headers }: HttpResponse): Registry | undefined {
  const location = headers['location'] ?? ''
  if (!URL.canParse(location)) return undefined
  const { origin } = new URL(location)
  return registries.find((registry) => new URL(registryUrls[registry]).origin === origin)
}

function readAnswer({ status, body }: HttpResponse, address: string): Outcome<Registration> {
  if (status === 200) return readRegistration(body, address)
  // RFC 7480 §5.3 and §5.5.
  if (status === 404) return failed('no-data', 'not on file')
  if (status === 429) return failed('lookup-refused', 'asked too often')
  return failed(status >= 500 ? 'lookup-failed' : 'malformed', `HTTP status ${status}`)
}
