import { type Failure, failed, success } from '../../../../src/core/failure.ts'
import type { Line, Question, ResourceRecord } from '../../../../src/core/line.ts'
import { silentLine } from '../../silent-line.ts'

/** What a server has: data by `NAME TYPE`, or the failure that the question ends in. Nothing else exists. */
export type Known = Readonly<Record<string, readonly string[] | Failure>>

export interface Names {
  readonly resolver: Known
  /** Zones whose SOA the resolver tells beside a denial; a forwarder tells of none. */
  readonly zones?: readonly string[]
  /** A zone's own name servers, by their addresses; all others are silent. */
  readonly servers?: Readonly<Record<string, Known>>
}

/** A line on which names are looked up, and every question that was asked on it, as `NAME TYPE @server`. */
export function scriptedNames({ resolver, zones = [], servers = {} }: Names): { line: Line; asked: string[] } {
  const asked: string[] = []
  const line = silentLine({
    async ask(question) {
      const { server } = question
      asked.push(`${question.name} ${question.type}${server === undefined ? '' : ` @${server.address}`}`)
      const known = server === undefined ? resolver : servers[server.address]
      if (known === undefined) return failed('timed-out')
      const answers = answersOf(known, question)
      const zone = zones
        .filter((each) => each === '.' || question.name === each || question.name.endsWith(`.${each}`))
        .toSorted((one, other) => other.length - one.length)[0]
      if (typeof answers === 'string' && server === undefined && question.type === 'SOA' && zone !== undefined) {
        return reply([{ name: zone, type: 'SOA', ttl: 1, data: 'ns. root. 1 2 3 4 5' }])
      }
      return typeof answers === 'string' ? failed(answers) : reply(answers)
    },
    within: () => line,
  })
  return { line, asked }

  function reply(answers: readonly ResourceRecord[]) {
    return success({ answers, authentic: false, server: { address: '192.0.2.1', port: 53 } })
  }
}

function answersOf(known: Known, { name, type, authoritative }: Question): ResourceRecord[] | Failure {
  const chain: ResourceRecord[] = []
  let owner = name
  for (;;) {
    const found = known[`${owner} ${type}`]
    if (typeof found === 'string') return found
    if (found !== undefined) return [...chain, ...found.map((data) => ({ name: owner, type, ttl: 1, data }))]
    const alias = known[`${owner} CNAME`]
    if (alias === undefined || typeof alias === 'string' || type === 'CNAME') break
    const [data = ''] = alias
    chain.push({ name: owner, type: 'CNAME', ttl: 1, data })
    owner = data
  }
  if (authoritative === true && chain.length > 0) return chain
  return Object.keys(known).some((key) => key.startsWith(`${owner} `)) ? 'no-data' : 'name-not-found'
}
