import type { Blocklist, ListingKind } from '../../core/asked.ts'
import type { Failure, Outcome } from '../../core/failure.ts'
import type { Reply } from '../../core/line.ts'
import { isDenial } from '../dns/is-denial.ts'

/** What a list said when it was asked for one name. */
export interface ListAnswer {
  /**
   * `nothing`: it has no such entry. `codes`: it has one, and they say which. `refused`: it does not answer whoever asks
   * like this. `foreign`: what came is no code of any list, so somebody else answers in its name, or whoever bought it.
   * `failed`: no answer, which is never `nothing`.
   */
  readonly said: 'nothing' | 'codes' | 'refused' | 'foreign' | 'failed'
  /** In the order of their numbers, each once. */
  readonly codes: readonly ListCode[]
  readonly failure?: Failure
}

export interface ListCode {
  readonly code: string
  /** Absent where the list is not known to have such a code: it says nothing. */
  readonly kind?: ListingKind
}

/** More than one list has codes; the address of a resolver's search page comes alone. */
const mostCodes = 16

/** Reads the reply to a question of a list (RFC 5782 §2.3). Never throws. */
export function readListAnswer(reply: Outcome<Reply>, { codes: known }: Pick<Blocklist, 'codes'>): ListAnswer {
  if (isDenial(reply)) return { said: 'nothing', codes: [] }
  if (!reply.ok) return { said: 'failed', codes: [], failure: reply.failure }
  const told = new Set(reply.value.answers.filter(({ type }) => type === 'A').map(({ data }) => data))
  const all = [...told]
    .toSorted((one, other) => numberOf(one) - numberOf(other))
    .map((code): ListCode => ({ code, ...kindOf(code, known) }))
  return { said: gist(all), codes: all.slice(0, mostCodes) }
}

function gist(codes: readonly ListCode[]): ListAnswer['said'] {
  if (codes.length === 0) return 'nothing'
  if (codes.some(({ code }) => !isCode(code))) return 'foreign'
  return codes.some(({ kind }) => kind === 'refused') ? 'refused' : 'codes'
}

/** RFC 5782 §2.3: answers are within 127.0.0.0/8. */
function isCode(address: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(address)
}

/**
 * 127.255.255.x is for those who may not ask: Spamhaus began, Validity and others do the same, and no list has it for
 * entries.
 */
function kindOf(code: string, known: Blocklist['codes']): { kind?: ListingKind } {
  const kind = Object.hasOwn(known, code) ? known[code] : undefined
  if (kind !== undefined) return { kind }
  return code.startsWith('127.255.255.') ? { kind: 'refused' } : {}
}

function numberOf(address: string): number {
  return address.split('.').reduce((number, octet) => number * 256 + Number(octet), 0)
}
