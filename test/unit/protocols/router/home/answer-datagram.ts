import { addressText } from '../../../../../src/wire/address.ts'
import { mapReply } from '../../pcp/pcp-replies.ts'
import type { HomeRouter } from './home-router.ts'

/** miniupnpd's shortest lease in PCP. */
const leastS = 120

/** What the router says to a datagram on its port 5351, in NAT-PMP or in PCP, and does; undefined: silence. */
export function answerDatagram(router: HomeRouter, asked: Uint8Array, caller: string): Uint8Array | undefined {
  const request = Buffer.from(asked)
  const isPcp = request[0] === 2
  if (isPcp ? !router.habits.pcp : !router.habits.natpmp) return undefined
  if (isPcp) return request[1] === 0 ? announced(router) : mapInPcp(router, request, caller)
  return request[1] === 0 ? addressOutside(router) : mapInNatPmp(router, request, caller)
}

function addressOutside(router: HomeRouter): Uint8Array {
  const reply = Buffer.alloc(12)
  reply[1] = 128
  reply.writeUInt16BE(router.habits.wan === '' ? 3 : 0, 2)
  reply.writeUInt32BE(router.epochS(), 4)
  if (router.habits.wan !== '') reply.set(router.habits.wan.split('.').map(Number), 8)
  return reply
}

function mapInNatPmp(router: HomeRouter, request: Buffer, address: string): Uint8Array {
  const port = request.readUInt16BE(4)
  const suggested = request.readUInt16BE(6)
  const leaseS = request.readUInt32BE(8)
  const reply = Buffer.alloc(16)
  reply[1] = 130
  reply.writeUInt32BE(router.epochS(), 4)
  reply.writeUInt16BE(port, 8)
  const noted = (change: { readonly speech: string; readonly internal: { readonly port: number } }) =>
    change.speech === 'natpmp' && change.internal.port === port
  router.witness(`natpmp ${suggested} ${port}`, noted)
  if (leaseS === 0) {
    // RFC 6886 §3.4, as miniupnpd 2.3.1 has it: what leads to that port of the caller's, and was made in NAT-PMP.
    for (const [external, one] of router.table) {
      if (one.address === address && one.port === port && one.description.startsWith('NAT-PMP')) router.remove(external)
    }
    return reply
  }
  const external = firstFree(router, suggested, address, port)
  if (external === undefined) reply.writeUInt16BE(router.habits.wan === '' ? 3 : 2, 2)
  else {
    const endsMs = router.endOf(leaseS)
    router.write(external, { address, port, endsMs, enabled: true, description: `NAT-PMP ${external} tcp` })
    reply.writeUInt16BE(external, 10)
    reply.writeUInt32BE(router.habits.grantsS ?? leaseS, 12)
  }
  return reply
}

/** Neither NAT-PMP nor PCP refuses a port: miniupnpd counts up to one that is free. */
function firstFree(router: HomeRouter, suggested: number, address: string, port: number): number | undefined {
  if (router.habits.wan === '') return undefined
  for (let external = suggested; external <= 65_535; external += 1) {
    const there = router.table.get(external)
    const isOurs = there?.address === address && there.port === port
    if (router.habits.allows(external) && (there === undefined || isOurs)) return external
  }
  return undefined
}

function announced(router: HomeRouter): Uint8Array {
  const reply = Buffer.alloc(24)
  reply[0] = 2
  reply[1] = 0x80
  reply.writeUInt32BE(router.epochS(), 8)
  return reply
}

function mapInPcp(router: HomeRouter, request: Buffer, caller: string): Uint8Array {
  const leaseS = request.readUInt32BE(4)
  const nonce = request.subarray(24, 36)
  const port = request.readUInt16BE(40)
  const suggested = request.readUInt16BE(42)
  const isStrict = request.length > 60
  const description = `PCP MAP ${nonce.toString('hex')}`
  const granted = Math.max(leastS, router.habits.grantsS ?? leaseS)
  const epochS = router.epochS()
  const given = (external: number, address: string) =>
    mapReply({ nonce, lifetimeS: granted, epochS, internal: port, external, address })
  const refused = (result: number) =>
    mapReply({ nonce, result, lifetimeS: 30, epochS, internal: port, external: suggested })
  router.witness(`pcp ${suggested} ${port}`, (change) => change.nonce === nonce.toString('hex'))
  const isV6 = addressText(request.subarray(8, 24))?.includes(':') ?? false
  const forwards = isV6 ? router.holes : router.table

  if (leaseS === 0) {
    const own = [...forwards].filter(([, one]) => one.description === description)
    if (router.habits.losesRenewedHoles && own.some(([, { wasRenewed }]) => wasRenewed)) return refused(2)
    if (own.length === 0 && router.habits.missesDeletions) return refused(8)
    for (const [at] of own) {
      if (isV6) router.holes.delete(at)
      else router.remove(at)
    }
    return mapReply({ nonce, lifetimeS: 0, epochS, internal: port, external: 0 })
  }
  if (isStrict && !router.habits.knowsPreferFailure) return refused(5)
  if (isV6) {
    const known = [...router.holes].find(([, { address, port: at }]) => address === caller && at === port)?.[0]
    router.holes.set(known ?? router.nextHole++, {
      address: caller,
      port,
      endsMs: router.endOf(granted),
      enabled: true,
      description,
      wasRenewed: known !== undefined,
    })
    return given(port, caller)
  }
  if (router.habits.wan === '') return refused(8)
  const external = firstFree(router, suggested, caller, port)
  if (external === undefined) return refused(2)
  if (isStrict && external !== suggested) return refused(11)
  router.write(external, { address: caller, port, endsMs: router.endOf(granted), enabled: true, description })
  return given(external, router.habits.wan)
}
