import { AUTHORITATIVE_ANSWER, type Answer, type Packet } from 'dns-packet'
import { describe, expect, it } from 'vitest'
import { remembered } from '../../../src/core/remembered.ts'
import { lookUp } from '../../../src/protocols/dns/look-up.ts'
import { rerouted } from '../../../src/system/rerouted.ts'
import { type Answering, nameServer, reply } from './name-server.ts'
import { openLine } from './open-line.ts'

const resolverAt = { address: '192.0.2.1', port: 53 }
const ownAt = '198.51.100.53'
const soa: Answer = {
  type: 'SOA',
  name: 'example.test',
  ttl: 60,
  data: {
    mname: 'ns.example.test',
    rname: 'root.example.test',
    serial: 1,
    refresh: 2,
    retry: 3,
    expire: 4,
    minimum: 5,
  },
}

/** A resolver as any: it knows the zone and where its name server is, and denies all else with the zone's SOA. */
const resolving: Answering = (query) => {
  const [question] = query.questions ?? []
  const name = question?.name.toLowerCase()
  if (name === 'example.test' && question?.type === 'NS') {
    return [reply(query, [], { answers: [{ type: 'NS', name, ttl: 60, data: 'ns.example.test' }] })]
  }
  if (name === 'ns.example.test' && question?.type === 'A') return [reply(query, [ownAt])]
  return [reply(query, [], { rcode: 3, authorities: [soa], flags: 0x8183 })]
}

/** The line of somebody who asks that resolver; the zone's own name server answers as told. */
async function lineWith(own: Answering) {
  const resolver = await nameServer(resolving)
  const server = await nameServer(own)
  const dial = { '192.0.2.1:53': resolver.at, [`${ownAt}:53`]: server.at }
  return { line: remembered(rerouted(openLine(), { dial, resolvers: [resolverAt] })), resolver, server }
}

const withAuthority = (query: Packet, addresses: readonly string[], rcode = 0) =>
  reply(query, addresses, { flags: AUTHORITATIVE_ANSWER | rcode })

describe('a lookup, over real sockets', () => {
  it('finds missing what the zone denies too', async () => {
    const { line, server } = await lineWith((query) => [withAuthority(query, [], 3)])
    expect(await lookUp(line, 'mail.example.test', 'A')).toMatchObject({ ok: false, failure: 'name-not-found' })
    expect(server.asked).toEqual(['udp A mail.example.test'])
  })

  it('finds what the zone has and the resolver has not', async () => {
    const { line } = await lineWith((query) => [withAuthority(query, ['192.0.2.25'])])
    expect(await lookUp(line, 'mail.example.test', 'A')).toMatchObject({
      ok: true,
      value: { data: ['192.0.2.25'], resolverDiffers: true },
    })
  })

  it.each([
    ['speaks without authority', (query: Packet) => [reply(query, [], { rcode: 3 })]],
    [
      'refers to others',
      (query: Packet) => [
        reply(query, [], { authorities: [{ type: 'NS', name: 'example.test', data: 'ns.example.test' }] }),
      ],
    ],
    ['refuses us', (query: Packet) => [reply(query, [], { rcode: 5 })]],
    ['is silent', () => []],
  ] as const)('has failed where the name server of the zone %s', async (_, own) => {
    const { line } = await lineWith(own)
    const beganMs = performance.now()
    expect(await lookUp(line, 'mail.example.test', 'A')).toMatchObject({ ok: false, failure: 'lookup-failed' })
    expect(performance.now() - beganMs).toBeLessThan(3_000)
  })

  it('asks for the zone once, however many of its names are missing', async () => {
    const { line, resolver } = await lineWith((query) => [withAuthority(query, [], 3)])
    for (const name of ['one.example.test', 'two.example.test', 'three.example.test']) await lookUp(line, name, 'TXT')
    expect(resolver.asked.filter((each) => each === 'udp NS example.test')).toHaveLength(1)
    expect(resolver.asked.filter((each) => each === 'udp A ns.example.test')).toHaveLength(1)
  })
})
