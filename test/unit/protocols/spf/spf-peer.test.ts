import fc from 'fast-check'
import mailauth from 'mailauth/lib/spf/index.js'
import { describe, expect, it } from 'vitest'
import { evaluateSpf } from '../../../../src/protocols/spf/evaluate-spf.ts'
import { rememberedNames } from '../../../../src/protocols/spf/remembered-names.ts'
import type { SpfAsked, SpfEvaluation, SpfRecordSeen } from '../../../../src/protocols/spf/spf-evaluation.ts'
import { spfSender } from '../../../../src/protocols/spf/spf-sender.ts'
import { sending, zone } from './spf-arbitrary.ts'
import { receiver } from './spf-cases.ts'
import { type SpfZone, spfZone } from './spf-zone.ts'

type Sending = typeof sending extends fc.Arbitrary<infer T> ? T : never

/** What Node's resolver calls it. */
const codes: Readonly<Record<string, string>> = {
  'name-not-found': 'ENOTFOUND',
  'no-data': 'ENODATA',
  'timed-out': 'ETIMEOUT',
  'lookup-refused': 'EREFUSED',
  'lookup-failed': 'ESERVFAIL',
}

async function byPeer(records: SpfZone, { ip, from, helo }: Sending) {
  const { ask } = spfZone(records)
  // Its types know no answer but a text, which an MX record is not.
  const resolver = async (name: string, type: string): Promise<never[]> => {
    const found = await ask(name, type as SpfAsked['type'])
    if (!found.ok) throw Object.assign(new Error(found.failure), { code: codes[found.failure] })
    return found.value.map((data) => asNode(data, type)) as never[]
  }
  const { status, explanation, lookups } = await mailauth.spf({
    sender: from,
    ip,
    helo,
    mta: receiver.name,
    strict: true,
    resolver,
  })
  return { result: status.result, explanation, cost: { lookups: lookups?.count, voids: lookups?.void } }
}

/** As Node's resolver gives it. */
function asNode(data: string, type: string): unknown {
  if (type === 'TXT') return [data]
  const [priority, exchange] = data.split(' ')
  return type === 'MX' ? { priority: Number(priority), exchange } : data
}

async function byUs(records: SpfZone, { ip, from, helo }: Sending): Promise<SpfEvaluation> {
  return evaluateSpf(rememberedNames(spfZone(records).ask), spfSender(ip, from, helo).sender, receiver)
}

/** The peer puts delimiters into a regular expression, where a hyphen between two others makes a range of them. */
const rangeOfDelimiters = /%\{[a-z]\d*r?[.+,/_=-]*[.+,/_=]-[.+,/_=]/i

/** Terms that have no name to ask for, once their macros are put in: §4.6.4 counts terms, the peer counts questions. */
function unasked({ terms }: SpfRecordSeen): number {
  return terms.reduce((sum, { term, asked, leads }) => {
    const asks = /^[-+?~]?(a|mx|ptr|exists|include)\b|^redirect=/i.test(term)
    return sum + (leads === undefined ? (asks && asked.length === 0 ? 1 : 0) : unasked(leads))
  }, 0)
}

describe('SPF of generated records', () => {
  it('comes to the same as with mailauth in its strict mode', async () => {
    await fc.assert(
      fc.asyncProperty(zone, sending, async (records, sender) => {
        const [ours, theirs] = await Promise.all([byUs(records, sender), byPeer(records, sender)])
        fc.pre(!JSON.stringify(records).match(rangeOfDelimiters))
        const free = unasked(ours.tree)
        // With an eleventh term of which the peer has counted fewer, it goes on.
        fc.pre(free === 0 || ours.decidedBy.reason !== 'too-many-lookups')
        expect({ result: ours.result, explanation: ours.explanation }).toEqual({
          result: theirs.result,
          explanation: theirs.explanation,
        })
        // Beside no result, the peer also counts the question that found no record.
        if (!['pass', 'fail', 'softfail', 'neutral'].includes(ours.result)) return
        expect({ lookups: ours.lookups - free, voids: ours.voidLookups }).toEqual(theirs.cost)
      }),
    )
  })

  it('shows something: worlds come to every result', async () => {
    const worlds = fc.sample(fc.tuple(zone, sending), { seed: 7208, numRuns: 500 })
    const results = await Promise.all(worlds.map(async (world) => (await byUs(...world)).result))
    expect([...new Set(results)].sort()).toEqual([
      'fail',
      'neutral',
      'none',
      'pass',
      'permerror',
      'softfail',
      'temperror',
    ])
  })
})
