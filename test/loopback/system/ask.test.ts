import { describe, expect, it } from 'vitest'
import { type Answering, nameServer, reply } from './name-server.ts'
import { openLine } from './open-line.ts'
import { valueOf } from './value-of.ts'

const question = { name: 'mail.example.org', type: 'A' } as const
/** TC, RFC 1035 §4.1.1. */
const TRUNCATED = 0x0200

async function outcomeOf(answering: Answering, ms = 3000) {
  const server = await nameServer(answering)
  return { outcome: await openLine({ resolvers: [server.at] }).ask({ ...question, ms }), server }
}

describe('one DNS question', () => {
  it('is answered by the first server', async () => {
    const { outcome, server } = await outcomeOf((query) => [reply(query, ['192.0.2.25'])])
    expect(valueOf(outcome)).toMatchObject({ answers: [{ data: '192.0.2.25' }], authentic: false, server: server.at })
    expect(server.asked).toEqual(['udp A mail.example.org'])
  })

  it('asks again over TCP where the reply was cut', async () => {
    const { outcome, server } = await outcomeOf((query, over) =>
      over === 'udp' ? [reply(query, [], { flags: 0x0180 | TRUNCATED })] : [reply(query, ['192.0.2.26'])],
    )
    expect(valueOf(outcome).answers).toMatchObject([{ data: '192.0.2.26' }])
    expect(server.asked).toEqual(['udp A mail.example.org', 'tcp A mail.example.org'])
  })

  it.each([
    ['name-not-found', 3, []],
    ['no-data', 0, []],
    ['lookup-refused', 5, []],
    ['lookup-failed', 2, []],
  ] as const)('fails %s', async (failure, rcode, addresses) => {
    const { outcome } = await outcomeOf((query) => [reply(query, addresses, { flags: 0x0180 | rcode })])
    expect(outcome).toMatchObject({ failure })
  })

  it('passes over forged replies and takes the true one behind them', async () => {
    const { outcome } = await outcomeOf((query) => [
      reply(query, ['203.0.113.66'], { id: ((query.id ?? 0) + 1) & 0xffff }),
      reply(query, ['203.0.113.66'], { questions: [{ name: 'other.example.org', type: 'A', class: 'IN' }] }),
      reply(query, ['192.0.2.25']),
    ])
    expect(valueOf(outcome).answers).toMatchObject([{ data: '192.0.2.25' }])
  })

  it('fails timed-out where only forged replies come, and says so', async () => {
    const { outcome } = await outcomeOf(
      (query) => [reply(query, ['203.0.113.66'], { id: ((query.id ?? 0) + 1) & 0xffff })],
      100,
    )
    expect(outcome).toMatchObject({ failure: 'timed-out', detail: expect.stringContaining('passed over 1') })
  })

  it('sends once more when the first datagram was lost', async () => {
    let seen = 0
    const { outcome } = await outcomeOf((query) => {
      seen += 1
      return seen === 1 ? [] : [reply(query, ['192.0.2.25'])]
    })
    expect(outcome.ok).toBe(true)
    expect(seen).toBe(2)
  })

  it('goes on to the next server where one is dead, refuses or fails, but believes one that knows', async () => {
    const good = await nameServer((query) => [reply(query, ['192.0.2.25'])])
    const refusing = await nameServer((query) => [reply(query, [], { flags: 0x0180 | 5 })])
    const knowing = await nameServer((query) => [reply(query, [], { flags: 0x0180 | 3 })])
    const dead = { address: '127.0.0.1', port: 1 }
    const first = await openLine({ resolvers: [dead, refusing.at, good.at] }).ask(question)
    expect(valueOf(first).server).toEqual(good.at)
    expect(await openLine({ resolvers: [knowing.at, good.at] }).ask(question)).toMatchObject({
      failure: 'name-not-found',
    })
    expect(await openLine({ resolvers: [dead] }).ask(question)).toMatchObject({ failure: 'refused' })
    expect(await openLine().ask(question)).toMatchObject({ failure: 'lookup-failed' })
  })

  it('asks the server of the question alone', async () => {
    const ours = await nameServer((query) => [reply(query, ['192.0.2.1'])])
    const theirs = await nameServer(() => [])
    const outcome = await openLine({ resolvers: [ours.at] }).ask({ ...question, server: theirs.at, ms: 60 })
    expect(outcome).toMatchObject({ failure: 'timed-out' })
    expect(ours.asked).toEqual([])
  })

  it('fails malformed for what is no name, without asking', async () => {
    const server = await nameServer(() => [])
    const line = openLine({ resolvers: [server.at] })
    expect(await line.ask({ name: `${'a'.repeat(64)}.example`, type: 'A' })).toMatchObject({ failure: 'malformed' })
    expect(server.asked).toEqual([])
  })

  it('is not answered over TCP by endless bytes or half a reply', async () => {
    const { outcome } = await outcomeOf(
      (query, over) => (over === 'udp' ? [reply(query, [], { flags: 0x0180 | TRUNCATED })] : []),
      150,
    )
    expect(outcome).toMatchObject({ failure: 'timed-out' })
  })
})
