import { expect, it } from 'vitest'
import { home, hosts, provider } from './addresses.ts'
import { heardOn } from './classic.ts'
import { describeInLab } from './describe-in-lab.ts'
import { raise } from './raise.ts'
import { usualCommands } from './scenario.ts'
import type { World } from './world.ts'

/** Whose certificate is shown on a port, after STARTTLS where that is told. */
async function certificateOn(world: World, address: string, port: number, starttls?: string): Promise<string> {
  const how = starttls === undefined ? [] : ['-starttls', starttls]
  const to = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
  const { stdout } = await world.exec('home', ['openssl', 's_client', '-connect', to, ...how], { input: '' })
  return /subject=.*?CN ?= ?(\S+)/.exec(stdout)?.[1] ?? 'none'
}

/** All that is heard by who says these lines and waits to be hung up on. */
async function said(world: World, address: string, port: number, lines: readonly string[]): Promise<string> {
  const input = lines.map((line) => `${line}\r\n`).join('')
  return (await world.exec('home', ['nc', '-n', address, String(port)], { input })).stdout
}

/** Whether a packet of that many octets is echoed, or what is said against it. */
async function fits(world: World, from: 'home' | 'probe', to: string, octets: number): Promise<string> {
  const headers = to.includes(':') ? 48 : 28
  const size = String(octets - headers)
  const { stdout, stderr } = await world.exec(from, ['ping', '-n', '-c', '1', '-W', '1', '-M', 'do', '-s', size, to])
  if (/bytes from/.test(stdout)) return 'echoed'
  return /Frag needed|Packet too big|[Mm]essage too long/.test(stdout + stderr) ? 'too large' : 'silence'
}

const ports25 = [25]

describeInLab('a word of the outbound spec does what it says', () => {
  it('other-server: somebody else answers for everybody', async () => {
    await using world = await raise({ v6: 'native-open', isp: { meddling: [{ ports: ports25, as: 'other-server' }] } })
    for (const host of [hosts.mx.v4, hosts.probe.v4, hosts.mx.v6]) {
      expect(await heardOn(world, 'home', host, 25)).toBe('220 filter.isp.test ESMTP')
    }
    expect(await heardOn(world, 'home', hosts.mx.v4, 587)).toBe('220 mx.test ESMTP')
    expect(await heardOn(world, 'probe', hosts.mx.v4, 25)).toBe('220 mx.test ESMTP')
  })

  it('mute: connections are taken, and then there is silence', async () => {
    await using world = await raise({ v6: 'native-open', isp: { meddling: [{ ports: ports25, as: 'mute' }] } })
    expect(await heardOn(world, 'home', hosts.mx2.v4, 25)).toBe('silence')
    expect(await heardOn(world, 'home', hosts.probe.v6, 25)).toBe('silence')
    expect(await heardOn(world, 'home', hosts.mx.v4, 587)).toBe('220 mx.test ESMTP')
  })

  it('masks: an old firewall between the customer and each host', async () => {
    await using world = await raise({ v6: 'native-open', isp: { meddling: [{ ports: ports25, as: 'masks' }] } })
    expect(await heardOn(world, 'home', hosts.mx.v4, 25)).toBe('220 ******* *****')
    expect(await heardOn(world, 'home', hosts.mx2.v6, 25)).toBe('220 **2***** *****')
    expect(await heardOn(world, 'home', hosts.probe.v4, 25)).not.toMatch(/^220/)
  })

  it('strips-starttls, ends-tls: with the probe as the server', async () => {
    const meddling = [
      { ports: [25, 143], as: 'strips-starttls' },
      { ports: [465, 587], as: 'ends-tls' },
    ] as const
    await using world = await raise({ v6: 'native-open', isp: { meddling } })
    const commands = usualCommands()
    await world.start('probe', commands.probe, { name: 'probe', ready: { line: commands.paste } })
    const smtp = await said(world, hosts.probe.v4, 25, ['EHLO a.test', 'STARTTLS', 'QUIT'])
    expect(smtp).toContain('250 ENHANCEDSTATUSCODES')
    expect(smtp).toContain('502 5.5.1 not here')
    expect(smtp).not.toContain('STARTTLS')
    const imap = await said(world, hosts.probe.v6, 143, ['a CAPABILITY', 'b STARTTLS', 'c LOGOUT'])
    expect(imap).toContain('LOGINDISABLED')
    expect(imap).toContain('b BAD')
    expect(imap).not.toContain('CAPABILITY IMAP4rev1 STARTTLS')
    expect(await said(world, hosts.probe.v4, 143, ['c LOGOUT'])).not.toContain('STARTTLS')
    expect(await certificateOn(world, hosts.probe.v4, 465)).toBe('filter.isp.test')
    expect(await certificateOn(world, hosts.probe.v6, 587, 'smtp')).toBe('filter.isp.test')
    expect(await certificateOn(world, hosts.mx2.v4, 465)).toBe('filter.isp.test')
    expect(await certificateOn(world, hosts.probe.v4, 993)).not.toBe('filter.isp.test')
    // Nothing but the words tells: the caller's address is the customer's, in each family.
    expect(await heardOn(world, 'home', hosts.probe.v4, 25)).toContain(` a=${provider.customer} `)
    expect(await heardOn(world, 'home', hosts.probe.v6, 25)).toContain(` a=${home.machineV6} `)
  })

  it('otherAddress: one port leaves by another address', async () => {
    await using world = await raise({ isp: { otherAddress: ports25 } })
    const commands = usualCommands()
    await world.start('probe', commands.probe, { name: 'probe', ready: { line: commands.paste } })
    expect(await heardOn(world, 'home', hosts.probe.v4, 25)).toContain(` a=${provider.second} `)
    expect(await heardOn(world, 'home', hosts.probe.v4, 587)).toContain(` a=${provider.customer} `)
  })

  it.each([
    [true, 'too large'],
    [false, 'silence'],
  ] as const)('mtu: larger packets do not get through, told: %s', async (told, larger) => {
    await using world = await raise({ v4: 'direct', v6: 'native-open', isp: { mtu: { out: 1400, in: 1300, told } } })
    for (const [host, own] of [
      [hosts.probe.v4, provider.customer],
      [hosts.probe.v6, home.machineV6],
    ] as const) {
      expect(await fits(world, 'home', host, 1300)).toBe('echoed')
      expect(await fits(world, 'home', host, 1401)).toBe(larger)
      expect(await fits(world, 'probe', own, 1301)).toBe(larger)
    }
  })
})
