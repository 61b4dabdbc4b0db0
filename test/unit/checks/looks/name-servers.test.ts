import { describe, expect, it } from 'vitest'
import { lineAddress } from '../../../../src/checks/line/address.ts'
import { nameServers, type NameServersFacts } from '../../../../src/checks/looks/name-servers.ts'
import type { AddressWitness, Asked } from '../../../../src/core/asked.ts'
import { type Failure, failed, success } from '../../../../src/core/failure.ts'
import type { Family, Question } from '../../../../src/core/line.ts'
import { silentLine } from '../../silent-line.ts'
import { virtualClock } from '../../virtual-clock.ts'

const ours = '25.203.113.7'
const way = { interface: 'eth0', kind: 'ethernet', local: ['192.168.1.10'] }
const both = { v4: 'A', v6: 'AAAA' } as const

function witness(name: string, v4: string, types: AddressWitness['types'] = both): AddressWitness {
  return { server: { name, v4, v6: `2a25:198:51::${v4.split('.')[3]}` }, question: 'whoami.test', types }
}

const one = witness('ns.one.test', '25.198.51.61')
const two = witness('ns.two.test', '25.198.51.62')

/** What whoever has an address answers to our question; the others are silent. */
type Answers = Readonly<Record<string, string | Failure>>

async function look(
  answers: Answers,
  options: { family?: Family; witnesses?: readonly AddressWitness[]; path?: object; tookMs?: number } = {},
) {
  const { family = 'v4', witnesses = [one, two], path = { [family]: way }, tookMs = 0 } = options
  const questions: Question[] = []
  const clock = virtualClock()
  const line = silentLine({
    clock,
    async ask(question) {
      questions.push(question)
      if (question.server?.address === two.server.v4) clock.advance(tookMs)
      const { name, type, server } = question
      const said = answers[server?.address ?? 'resolver'] ?? 'timed-out'
      if (!/^[\d.]+$|:/.test(said)) return failed(said as Failure)
      const answer = { name, type, ttl: 0, data: said }
      return success({ answers: [answer], authentic: false, server: server ?? { address: '192.168.1.1', port: 53 } })
    },
  })
  const asked: Asked = { release: '0.1.0', probes: [], stun: [], servers: [], addressWitnesses: witnesses }
  const facts: NameServersFacts = await nameServers[family].observe(line, { path } as never, asked)
  return { facts, questions }
}

/** What the address comes to where these name servers and STUN servers were asked, and nobody else. */
async function judged(names: NameServersFacts, ...stun: readonly string[]) {
  const given = {
    path: { v4: way },
    here: { witnesses: stun.map((address, at) => ({ witness: `stun${at}.test`, address })) },
    names,
  }
  const asked: Asked = { release: '0.1.0', probes: [], stun: [], servers: [] }
  const facts = await lineAddress.v4.observe(silentLine(), given as never, asked, () => {})
  return { answer: lineAddress.v4.judge(facts), seen: facts.seen.map(({ address }) => address) }
}

describe('name servers that tell whom they are asked by', () => {
  it('are asked themselves, and so is an address where none is', async () => {
    const { facts, questions } = await look({ '25.198.51.61': ours, '25.198.51.62': ours })
    expect(facts).toEqual({
      witnesses: [
        { witness: 'ns.one.test', address: ours },
        { witness: 'ns.two.test', address: ours },
      ],
      answeredFromNowhere: false,
    })
    expect(questions.map(({ name, server }) => `${name} @${server?.address}`).toSorted()).toEqual([
      'example.com @192.0.2.53',
      'whoami.test @25.198.51.61',
      'whoami.test @25.198.51.62',
    ])
    expect(await judged(facts)).toEqual({ answer: 'seen', seen: [ours, ours] })
  })

  it('are asked over IPv6 at their other address, for the other type', async () => {
    const { facts, questions } = await look(
      { '2a25:198:51::61': '2a25:203:113:1::10' },
      { family: 'v6', witnesses: [one] },
    )
    expect(facts.witnesses).toEqual([{ witness: 'ns.one.test', address: '2a25:203:113:1::10' }])
    expect(questions.map(({ type, server }) => `${type} ${server?.address}`)).toEqual([
      'AAAA 2a25:198:51::61',
      'A 2001:db8::53',
    ])
  })

  it.each([
    ['none is known', { witnesses: [] }],
    ['there is no way out of that family', { path: {} }],
    ['none of them can tell this family', { witnesses: [witness('ns.six.test', '25.198.51.66', { v6: 'AAAA' })] }],
  ])('are not asked where %s, and nothing else is sent', async (_, options) => {
    const { facts, questions } = await look({ '25.198.51.61': ours }, options)
    expect(facts).toEqual({ witnesses: [], answeredFromNowhere: false })
    expect(questions).toEqual([])
  })

  it('are at most three', async () => {
    const many = Array.from({ length: 9 }, (_, at) => witness(`ns${at}.test`, `25.198.51.${70 + at}`))
    const { facts, questions } = await look({}, { witnesses: many })
    expect(facts.witnesses).toHaveLength(3)
    expect(questions).toHaveLength(3)
  })

  it.each([
    [30, 400],
    [300, 600],
    [700, 1000],
  ])('answer after %i ms: so whoever answers for all of them would, and a silence lasts %i ms', async (tookMs, ms) => {
    const { questions } = await look({ '25.198.51.61': 'no-data', '25.198.51.62': ours }, { tookMs })
    expect(questions.find(({ server }) => server?.address === '192.0.2.53')?.ms).toBe(ms)
  })

  it('tell nothing: then there is nothing to doubt, and nobody waits for a silence', async () => {
    const { facts, questions } = await look({ '25.198.51.61': 'no-data' })
    expect(facts.answeredFromNowhere).toBe(false)
    expect(questions.map(({ server }) => server?.address)).not.toContain('192.0.2.53')
  })

  it.each([
    'timed-out',
    'refused',
    'lookup-refused',
    'lookup-failed',
    'name-not-found',
    'no-data',
    'malformed',
  ] as const)('may fail: %s', async (failure) => {
    const { facts } = await look({ '25.198.51.61': failure, '25.198.51.62': ours })
    expect(facts.witnesses).toEqual([
      { witness: 'ns.one.test', failure },
      { witness: 'ns.two.test', address: ours },
    ])
    expect(await judged(facts)).toEqual({ answer: 'seen-once', seen: [ours] })
  })

  it.each(['192.168.1.10', '100.64.1.7', '127.0.0.1', '2a25:203:113:1::10'])(
    'that see us as %s see no address of the internet',
    async (address) => {
      const { facts } = await look({ '25.198.51.61': address })
      expect(facts.witnesses[0]).toEqual({ witness: 'ns.one.test', failure: 'malformed' })
    },
  )
})

describe('an answer from where nobody is', () => {
  const hijacked = { '25.198.51.61': '25.203.113.53', '25.198.51.62': '25.203.113.53' }

  it.each(['25.203.113.53', 'name-not-found', 'no-data', 'lookup-refused', 'lookup-failed'])(
    'discards all name servers: %s',
    async (said) => {
      const { facts } = await look({ ...hijacked, '192.0.2.53': said })
      expect(facts.answeredFromNowhere).toBe(true)
      // Neither where they are alone nor beside others, whom they would seem to contradict.
      expect(await judged(facts)).toEqual({ answer: 'no-witness', seen: [] })
      expect(await judged(facts, ours, ours)).toEqual({ answer: 'seen', seen: [ours, ours] })
    },
  )

  it.each(['timed-out', 'refused', 'network-unreachable', 'host-unreachable', 'prohibited', 'malformed'])(
    'is none: %s',
    async (failure) => {
      const { facts } = await look({ '25.198.51.61': ours, '25.198.51.62': ours, '192.0.2.53': failure })
      expect(facts.answeredFromNowhere).toBe(false)
    },
  )
})

describe('name servers that disagree', () => {
  const elsewhere = '25.203.114.53'

  it('with one another are not believed, and make no quarrel', async () => {
    const { facts } = await look({ '25.198.51.61': ours, '25.198.51.62': elsewhere })
    expect(await judged(facts)).toEqual({ answer: 'no-witness', seen: [] })
  })

  it('with STUN are not believed, and make no quarrel; those who agree count', async () => {
    const { facts } = await look({ '25.198.51.61': elsewhere, '25.198.51.62': ours })
    expect(await judged(facts, ours)).toEqual({ answer: 'seen', seen: [ours, ours] })
    const none = await look({ '25.198.51.61': elsewhere, '25.198.51.62': elsewhere })
    expect(await judged(none.facts, ours)).toEqual({ answer: 'seen-once', seen: [ours] })
  })

  it('do not settle a quarrel of others either', async () => {
    const { facts } = await look({ '25.198.51.61': ours, '25.198.51.62': ours })
    expect((await judged(facts, ours, elsewhere)).answer).toBe('disagreeing')
  })
})
