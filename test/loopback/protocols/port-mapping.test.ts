import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { DatagramOptions } from '../../../src/core/line.ts'
import { askNatPmp } from '../../../src/protocols/natpmp/ask-nat-pmp.ts'
import { mapNatPmp } from '../../../src/protocols/natpmp/map-nat-pmp.ts'
import { askPcp } from '../../../src/protocols/pcp/ask-pcp.ts'
import { mapPcp } from '../../../src/protocols/pcp/map-pcp.ts'
import { openLine } from '../system/open-line.ts'
import { portMapper } from './port-mapper.ts'

const ms = 1000
const wanted = { internal: 61_225, external: 25, leaseS: 3600 }

describe('a router that speaks NAT-PMP', () => {
  it('tells its address, opens a port, and closes it again', async () => {
    const [line, router] = [openLine(), await portMapper({ speaks: 'natpmp' })]
    expect(await askNatPmp(line, router.place, ms)).toEqual({
      kind: 'answers',
      result: 0,
      external: '203.0.113.7',
      epochS: 9,
    })
    const mapped = { kind: 'mapped', external: 25, leaseS: 3600, epochS: 9 }
    expect(await mapNatPmp(line, router.place, wanted, ms)).toEqual(mapped)
    expect(await mapNatPmp(line, router.place, { ...wanted, internal: 61_226 }, ms)).toMatchObject({ external: 26 })
    expect([...router.table]).toEqual([
      [25, 61_225],
      [26, 61_226],
    ])
    expect(await mapNatPmp(line, router.place, { ...wanted, leaseS: 0 }, ms)).toMatchObject({ kind: 'mapped' })
    expect([...router.table]).toEqual([[26, 61_226]])
  })

  it('is asked again where the first request is lost', async () => {
    const router = await portMapper({ speaks: 'natpmp', loses: 1 })
    expect(await askNatPmp(openLine(), router.place, ms)).toMatchObject({ kind: 'answers' })
    expect(router.heard()).toBe(2)
  })

  it('says to PCP that it does not speak it', async () => {
    const [line, router] = [openLine(), await portMapper({ speaks: 'natpmp' })]
    const request = { ...wanted, nonce: randomBytes(12), preferFailure: true }
    expect(await askPcp(line, router.place, ms)).toEqual({ kind: 'absent', failure: 'unsupported' })
    expect(await mapPcp(line, router.place, request, ms)).toEqual({ kind: 'failed', failure: 'unsupported' })
  })
})

describe('a router that speaks PCP', () => {
  it('opens a port for who asks, and closes it for them alone', async () => {
    const [line, router] = [openLine(), await portMapper({ speaks: 'both' })]
    const request = { ...wanted, nonce: randomBytes(12), preferFailure: true }
    expect(await askPcp(line, router.place, ms)).toEqual({ kind: 'answers', result: 0, epochS: 9 })
    const mapped = { kind: 'mapped', external: 25, address: '203.0.113.7', leaseS: 3600, epochS: 9 }
    expect(await mapPcp(line, router.place, request, ms)).toEqual(mapped)
    expect(await mapPcp(line, router.place, { ...request, preferFailure: false }, ms)).toEqual(mapped)
    const stranger = { ...request, leaseS: 0, nonce: randomBytes(12) }
    expect(await mapPcp(line, router.place, stranger, ms)).toMatchObject({ kind: 'refused', result: 2 })
    expect([...router.table]).toEqual([[25, 61_225]])
    expect(await mapPcp(line, router.place, { ...request, leaseS: 0 }, ms)).toMatchObject({ kind: 'mapped', leaseS: 0 })
    expect([...router.table]).toEqual([])
  })

  it('gives another port, or none if that is preferred', async () => {
    const [line, router] = [openLine(), await portMapper({ speaks: 'both' })]
    const low = { ...wanted, external: 7, nonce: randomBytes(12) }
    expect(await mapPcp(line, router.place, { ...low, preferFailure: true }, ms)).toMatchObject({ result: 11 })
    expect([...router.table]).toEqual([])
    expect(await mapPcp(line, router.place, { ...low, preferFailure: false }, ms)).toMatchObject({ external: 20 })
  })

  it('sees a NAT between us where we name another address than we send from', async () => {
    const router = await portMapper({ speaks: 'both' })
    const place = { ...router.place, local: '127.0.0.2' }
    expect(await askPcp(openLine(), place, ms)).toMatchObject({ kind: 'answers', result: 0 })
    const line = openLine()
    const translated = {
      ...line,
      datagrams: (options: DatagramOptions) => line.datagrams({ ...options, address: '127.0.0.1' }),
    }
    expect(await askPcp(translated, place, ms)).toMatchObject({ kind: 'answers', result: 12 })
  })
})

describe('a router that speaks neither', () => {
  it('keeps silent', async () => {
    const [line, router] = [openLine(), await portMapper({ speaks: 'nothing' })]
    const [natpmp, pcp] = await Promise.all([askNatPmp(line, router.place, 300), askPcp(line, router.place, 300)])
    expect(natpmp).toEqual({ kind: 'absent', failure: 'timed-out' })
    expect(pcp).toEqual({ kind: 'absent', failure: 'timed-out' })
  })

  it('says so at once, by ICMP', async () => {
    const place = { family: 'v4', address: '127.254.254.253', local: '127.0.0.1' } as const
    const line = openLine()
    const startedMs = performance.now()
    expect(await askNatPmp(line, place, 5000)).toEqual({ kind: 'absent', failure: 'refused' })
    expect(await askPcp(line, place, 5000)).toEqual({ kind: 'absent', failure: 'refused' })
    expect(performance.now() - startedMs).toBeLessThan(2000)
  })

  it('is not mistaken for whoever answers from another port', async () => {
    const router = await portMapper({ speaks: 'both', elsewhere: true })
    expect(await askNatPmp(openLine(), router.place, 300)).toEqual({ kind: 'absent', failure: 'timed-out' })
    expect(router.heard()).toBe(1)
  })
})
