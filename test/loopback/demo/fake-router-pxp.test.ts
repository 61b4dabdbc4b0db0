import { describe, expect, it } from 'vitest'
import type { RouterSpec } from '../../../src/demo/fake-router/router-spec.ts'
import { datagramsFor, entryOf, hasV6, hexFor, openRouter, really, soap } from './router-asked.ts'

describe('the router of the demo, asked in NAT-PMP', () => {
  /** RFC 6886 §3.3: version, opcode, reserved, ports, lease. */
  const map = (internal: string, external: string, lease: string) => `00 02 0000 ${internal} ${external} ${lease}`
  const natpmp = async (spec: RouterSpec) => {
    const router = await openRouter({ natpmp: 'on', ...spec })
    const at = really(router, '192.168.1.1:5351')
    return { router, ask: (asked: string) => hexFor(at, asked, 4) }
  }

  it('opens a port and closes it', async () => {
    const { router, ask } = await natpmp({})
    expect(await ask('0000')).toBe('00800000........19cb7107')
    // 61225 is ef29, 25 is 0019, 120 s are 78.
    expect(await ask(map('ef29', '0019', '00000078'))).toBe('00820000........ef29001900000078')
    expect(router.leads(25)).toEqual({ address: '192.168.1.10', port: 61_225 })
    // §3.3: the port that it has already, whatever is suggested.
    expect(await ask(map('ef29', '1234', '00000078'))).toBe('00820000........ef29001900000078')
    expect(await ask(map('ef29', '0000', '00000000'))).toBe('00820000........ef29000000000000')
    expect(router.table()).toEqual([])
    expect(router.received.natpmp).toBe(4)
  })

  it.each([
    [{ natpmp: 'off' }, '00820002........ef29000000000000'],
    [{ wan: 'none' }, '00820003........ef29000000000000'],
    [{ refuses: 'low-ports' }, '00820002........ef29000000000000'],
    // 1024 is 0400, 26 is 001a.
    [{ refuses: 'low-ports', substitutes: true }, '00820000........ef29040000000078'],
    [{ has: [{ external: 25, to: 'neighbour' }] }, '00820000........ef29001a00000078'],
  ] as const)('does as it is told: %j', async (spec, reply) => {
    const { ask } = await natpmp(spec)
    expect(await ask(map('ef29', '0019', '00000078'))).toBe(reply)
  })

  it('says that it speaks nothing else, and may speak nonsense', async () => {
    const { ask } = await natpmp({})
    expect(await ask(`02${'00'.repeat(23)}`)).toBe('00800001........')
    const { router } = await natpmp({ natpmp: 'garbage' })
    const [reply] = await datagramsFor(really(router, '192.168.1.1:5351'), Buffer.alloc(2))
    expect(reply?.[1]).toBe(0)
  })
})

describe('the router of the demo, asked in PCP', () => {
  const v4 = '00000000000000000000ffffc0a8010a'
  const [nonce, other] = ['0102030405060708090a0b0c', 'ff02030405060708090a0b0c']
  const anywhere = '00000000000000000000ffff00000000'
  const outside = '00000000000000000000ffff19cb7107'
  const zeros = '0'.repeat(24)
  /** RFC 6887 §7.1, §11.1. */
  const announce = (from = v4) => `02 00 0000 00000000 ${from}`
  const map = (external: string, lease: string, whose = nonce, option = '', from = v4) =>
    `02 01 0000 ${lease} ${from} ${whose} 06 000000 ef29 ${external} ${from === v4 ? anywhere : '0'.repeat(32)} ${option}`
  const preferFailure = '02000000'
  const mapped = (external: string, lease: string, at = outside) =>
    `02810000${lease}........${zeros}${nonce}06000000ef29${external}${at}`
  const pcp = async (spec: RouterSpec) => {
    const router = await openRouter({ pcp: 'on', ...spec })
    const at = really(router, '192.168.1.1:5351')
    return { router, ask: (asked: string) => hexFor(at, asked, 8) }
  }
  /** Version, opcode, reserved and result. */
  const resultOf = (reply: string) => reply.slice(0, 8)

  it('opens a port for whose nonce it is, and closes it for nobody else', async () => {
    const { router, ask } = await pcp({})
    expect(await ask(announce())).toBe(`0280000000000000........${zeros}`)
    expect(await ask(map('0019', '00000078'))).toBe(mapped('0019', '00000078'))
    expect(router.leads(25)).toEqual({ address: '192.168.1.10', port: 61_225 })
    expect(resultOf(await ask(map('0019', '00000000', other)))).toBe('02810002')
    expect(router.table()).toHaveLength(1)
    expect(resultOf(await ask(map('0000', '00000000')))).toBe('02810000')
    expect(router.table()).toEqual([])
    expect(router.received.pcp).toBe(4)
  })

  it.each([
    [{ pcp: 'off' }, '02810002'],
    [{ pcp: 'mismatch' }, '0281000c'],
    [{ wan: 'none' }, '02810008'],
    [{ refuses: 'low-ports' }, '02810002'],
    [{ substitutes: true }, '0281000b'],
    [{ has: [{ external: 25, to: 'neighbour' }] }, '0281000b'],
  ] as const)('does as it is told: %j', async (spec, result) => {
    const { router, ask } = await pcp(spec)
    const before = router.table()
    expect(resultOf(await ask(map('0019', '00000078', nonce, preferFailure)))).toBe(result)
    expect(router.table()).toEqual(before)
  })

  it('gives another port to whoever takes any', async () => {
    expect(await (await pcp({ substitutes: true })).ask(map('0019', '00000078'))).toBe(mapped('0400', '00000078'))
    const taken = await pcp({ has: [{ external: 25, to: 'neighbour' }] })
    expect(await taken.ask(map('0019', '00000078'))).toBe(mapped('001a', '00000078'))
  })

  it('sees through who says that he is somebody else, and what is malformed', async () => {
    const { ask } = await pcp({})
    expect(resultOf(await ask(announce('00000000000000000000ffffc0a80114')))).toBe('0280000c')
    expect(resultOf(await ask(`${announce()} 0000`))).toBe('02800003')
    expect(resultOf(await ask(map('0000', '00000078', nonce, preferFailure)))).toBe('02810006')
    expect(resultOf(await ask(map('0019', '00000078', nonce, '7f000000')))).toBe('02810005')
    expect(resultOf(await ask(map('0019', '00000078', nonce, '80000000')))).toBe('02810000')
    expect(resultOf(await ask(`02 03 0000 00000000 ${v4}`))).toBe('02830004')
    expect(resultOf(await ask('0000'))).toBe('02800001')
  })

  it.skipIf(!hasV6)('makes a hole in the IPv6 firewall', async () => {
    const router = await openRouter({ pcp: 'on' }, ['v4', 'v6'])
    const v6 = '2a250203011300010000000000000010'
    const reply = await hexFor(really(router, '[2a25:203:113:1::1]:5351'), map('ef29', '00000078', nonce, '', v6), 8)
    expect(reply).toBe(mapped('ef29', '00000078', v6))
    expect(router.admits(61_225)).toBe(true)
  })
})

describe('the one table of the router', () => {
  it('is the same in every language', async () => {
    const router = await openRouter({ upnp: 'igd1', natpmp: 'on', pcp: 'on' })
    const at = really(router, '192.168.1.1:5351')
    await hexFor(at, '00 02 0000 ef29 0019 00000078', 4)
    const igd1 = really(router, '192.168.1.1:5000')
    const entry = await soap(igd1, 'WANIPConnection:1', 'GetSpecificPortMappingEntry', entryOf(25))
    expect(entry.values).toMatchObject({ NewInternalPort: '61225', NewPortMappingDescription: 'NAT-PMP' })
    await soap(igd1, 'WANIPConnection:1', 'DeletePortMapping', entryOf(25))
    expect(router.table()).toEqual([])
  })
})
