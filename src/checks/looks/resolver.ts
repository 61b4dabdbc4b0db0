import { maybe } from '../../core/check.ts'
import type { Failure, Outcome } from '../../core/failure.ts'
import type { Endpoint, Family, Line, Reply } from '../../core/line.ts'
import { defineLook } from '../../core/look.ts'
import type { Address } from '../../core/mark.ts'
import { askOverTcp } from '../../protocols/dns/ask-over-tcp.ts'
import { isDenial } from '../../protocols/dns/is-denial.ts'
import { seenToValidate, type Validates } from '../../protocols/dns/seen-to-validate.ts'
import { budgets } from '../budgets.ts'
import { linePath } from '../line/path.ts'
import { answersFromNowhere } from './answers-from-nowhere.ts'

/** What the system's resolver is like, and whether others could be asked. */
export interface ResolverFacts {
  /** Who answered. */
  readonly server?: Address
  /** How a question for a name that exists ended, where it was not answered. */
  readonly failure?: Failure
  /** What became of questions for names that nobody has. */
  readonly nobodys: readonly NobodysFacts[]
  /** Over these, a question that was sent where no name server is was answered. */
  readonly answersFromNowhere: readonly Family[]
  /** It speaks EDNS (RFC 6891): long answers fit a datagram. */
  readonly edns?: boolean
  /** It can be asked over TCP (RFC 7766), where an answer does not fit a datagram. */
  readonly tcp?: boolean
  /** Whether it was seen to check signatures. */
  readonly validates: Validates
}

export interface NobodysFacts {
  /** Drawn by lot. */
  readonly name: string
  /** Where it is all the same. */
  readonly addresses: readonly Address[]
  /** How the question ended; `name-not-found`, if all is well. */
  readonly failure?: Failure
}

const questionMs = 3_000
/** On most lines this is a silence that the look waits for. */
const nowhereMs = 1_000
/** A router is near; a provider's resolver is in the same town. Twice, for one lost packet proves nothing. */
const tcpMs = 1_200
/** 26^20: nobody has registered it. */
const labelLetters = 20

export const resolver = defineLook<ResolverFacts>()({
  look: 'resolver',
  revision: 1,
  needs: { path: maybe(linePath) },
  budget: budgets.names,
  marks: { server: 'address', addresses: 'address' },
  async observe(line, { path }, { validation }) {
    const families = (['v4', 'v6'] as const).filter((family) => path?.[family] !== undefined)
    const notTold: Validates = 'unknown'
    const [nobodys, existing, validates, nowhere] = await Promise.all([
      Promise.all(nobodysNames(line).map((name) => askFor(line, name))),
      // The root is a name that everybody knows (RFC 1034 §3.1).
      lookAt(line, validation?.signed),
      validation === undefined ? notTold : seenToValidate(line, validation),
      Promise.all(families.map((family) => answersFromNowhere(line, family, nowhereMs))),
    ])
    return {
      ...existing,
      nobodys,
      answersFromNowhere: families.filter((_, index) => nowhere[index] === true),
      validates,
    }
  },
})

/**
 * Those who sell their customers' typing errors lead names of web pages elsewhere, some of them only names that begin with
 * `www`; others do it with any name that does not exist, in a domain that does as well. A mail server asks for both.
 */
function nobodysNames(line: Line): readonly string[] {
  return [`www.${label(line)}.com`, `${label(line)}.example.com`]
}

function label(line: Line): string {
  return [...line.random(labelLetters)].map((byte) => String.fromCharCode(0x61 + (byte % 26))).join('')
}

async function askFor(line: Line, name: string): Promise<NobodysFacts> {
  const reply = await line.ask({ name, type: 'A', ms: questionMs })
  if (!reply.ok) return { name, addresses: [], failure: reply.failure }
  return { name, addresses: reply.value.answers.filter(({ type }) => type === 'A').map(({ data }) => data) }
}

async function lookAt(line: Line, signed: string | undefined): Promise<Partial<ResolverFacts>> {
  const question = signed === undefined ? ({ name: '.', type: 'NS' } as const) : ({ name: signed, type: 'A' } as const)
  const reply: Outcome<Reply> = await line.ask({ ...question, dnssec: true, ms: questionMs })
  if (!reply.ok) return { failure: reply.failure }
  const { server, edns } = reply.value
  const tcp = (await speaksTcp(line, server)) || (await speaksTcp(line, server))
  return { server: server.address, tcp, ...(edns !== undefined && { edns }) }
}

async function speaksTcp(line: Line, server: Endpoint): Promise<boolean> {
  const reply = await askOverTcp(line, { name: '.', type: 'NS' }, server, { ms: tcpMs })
  return reply.ok || isDenial(reply) || reply.failure === 'lookup-refused' || reply.failure === 'lookup-failed'
}
