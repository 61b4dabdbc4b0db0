import { expect, it } from 'vitest'
import { home, provider } from './addresses.ts'
import { describeInLab } from './describe-in-lab.ts'
import { usersRefusal } from './gate.ts'
import { meetProbe } from './meet-probe.ts'
import type { Ended } from './messages.ts'
import { portsAtHome } from './ports-at-home.ts'
import { raise } from './raise.ts'
import { type Mapping, routerRules } from './router-rules.ts'
import { usualCommands } from './scenario.ts'
import { listed } from './upnpc.ts'
import type { World } from './world.ts'

const mail = [25, 143, 465, 587, 993]
const neighbours = { external: 25, to: 'neighbour' } as const
const refusal = usersRefusal()

describeInLab('mailworthy ports, and a router', () => {
  it.each(['igd1', 'igd2'] as const)('with UPnP (%s): opens, lists and closes', async (upnp) => {
    await using world = await raise({
      portMapping: { upnp, natpmpAndPcp: false, entries: [{ external: 8080, to: 'neighbour', internal: 80 }] },
    })
    const ports = await portsAtHome(world)
    const [before] = await mappings(world)

    expect((await ports.run('open', '--dry-run')).code).toBe(0)
    expect(await mappings(world)).toEqual([before])

    const opened = await ports.run('open', '--json')
    expect(opened).toMatchObject({ code: 0, stderr: '' })
    expect(outcomes(opened)).toEqual(['25 opened', '465 opened', '587 opened', '143 opened', '993 opened'])
    expect(await mappings(world)).toEqual([...mail.map((port) => toHome(port)), before])

    const { code, stdout } = await ports.run('list', '--json')
    const seen = JSON.parse(stdout) as { readonly mappings: readonly object[]; readonly complete: boolean }
    expect(code).toBe(0)
    expect(seen.complete).toBe(true)
    expect(seen.mappings.map(essence).toSorted()).toEqual((await listed(world))?.map(essence).toSorted())
    expect(seen.mappings.filter((each) => 'ours' in each && each.ours === true)).toHaveLength(mail.length)

    expect((await ports.run('close', '8080')).code).toBe(1)
    expect((await ports.run('close', '25')).code).toBe(0)
    expect((await mappings(world)).map(({ external }) => external)).toEqual([143, 465, 587, 993, 8080])
    expect((await ports.run('close')).code).toBe(0)
    expect(await mappings(world)).toEqual([before])
  })

  it.each(['pcp', 'natpmp'] as const)('with %s alone: no table is invented', async (speech) => {
    await using world = await raise({ portMapping: { upnp: 'off' } })
    const ports = await portsAtHome(world)
    expect((await ports.run('open', '25', '465', '--internal', '25=2525', '--protocol', speech)).code).toBe(0)
    expect(await mappings(world)).toEqual([toHome(25, 2525), toHome(465)])
    const { code, stdout } = await ports.run('list', '--json')
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({
      wan: provider.customer,
      speaks: ['pcp', 'natpmp'],
      mappings: [],
      complete: false,
      noted: [{ port: 25, speech, to: { port: 2525 } }, { port: 465 }],
    })
    // Asked again, it lasts anew: in PCP no other than who has it can have it so.
    expect(outcomes(await ports.run('open', '25', '--internal', '25=2525', '--json'))).toEqual(['25 renewed'])
    expect((await ports.run('close')).code).toBe(0)
    expect(await mappings(world)).toEqual([])
  })

  it('over IPv6 makes holes in the firewall, and closes them', async () => {
    await using world = await raise({ v6: 'native-firewalled', portMapping: {} })
    const ports = await portsAtHome(world)
    expect(outcomes(await ports.run('open', '25', '993', '--v6', '--json'))).toEqual(['25 opened', '993 opened'])
    const hole = (port: number) => ({ proto: 'tcp', to: { address: home.machineV6, port } })
    expect((await routerRules(world)).pinholes).toEqual([hole(25), hole(993)])
    expect((await ports.run('close', '25')).code).toBe(0)
    expect((await routerRules(world)).pinholes).toEqual([hole(993)])
    expect((await ports.run('restore')).code).toBe(0)
    expect((await routerRules(world)).pinholes).toEqual([])
  })

  it('that lets it: takes a port of another machine only when told, and gives it back', async () => {
    await using world = await raise({ portMapping: { secure: false, natpmpAndPcp: false, entries: [neighbours] } })
    const ports = await portsAtHome(world)
    const before = await mappings(world)
    const conflict = await ports.run('open', '25', '465', '--json')
    expect(outcomes(conflict)).toEqual(['25 conflict', '465 opened'])
    expect(conflict.code).toBe(1)
    const unasked = await ports.run('open', '25', '--replace')
    expect(unasked).toMatchObject({ code: 1, stderr: expect.stringContaining(home.neighbour) })
    expect(await mappings(world)).toEqual([...before, toHome(465)])

    const taken = await ports.run('open', '25', '--replace', '--yes', '--json')
    expect(taken).toMatchObject({ code: 0, stderr: expect.stringContaining(home.neighbour) })
    expect(await mappings(world)).toEqual([toHome(25), toHome(465)])
    expect((await ports.run('restore')).code).toBe(0)
    expect(await mappings(world)).toEqual(before)
    expect(await ports.run('restore')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Nothing of ours is left'),
    })
  })

  it('that does not let it: leaves another machine its port', async () => {
    await using world = await raise({ portMapping: { entries: [neighbours] } })
    const ports = await portsAtHome(world)
    const before = await mappings(world)
    const refused = await ports.run('open', '25', '--replace', '--yes')
    expect(refused.code).toBe(1)
    expect(said(refused)).toContain('does not let this machine take it')
    expect(await mappings(world)).toEqual(before)
  })

  it('leads ports to another machine, and not to the router itself', async () => {
    await using world = await raise({ portMapping: { secure: false } })
    const ports = await portsAtHome(world)
    expect((await ports.run('open', '25', '--to', home.router)).code).toBe(64)
    expect((await ports.run('open', '25', '--to', home.neighbour)).code).toBe(0)
    expect(await mappings(world)).toEqual([{ proto: 'tcp', external: 25, to: { address: home.neighbour, port: 25 } }])
    expect((await ports.run('close')).code).toBe(0)
    expect(await mappings(world)).toEqual([])
  })

  it.each([
    ['permanent-only', ['open', '25'], 1, 'Add --lease permanent'],
    ['permanent-only', ['open', '25', '--lease', 'permanent'], 0, 'for ever'],
    ['same-port-only', ['open', '25', '--internal', '25=2525'], 1, 'Leave --internal out'],
    ['forbids', ['open', '25'], 1, 'will not open port 25'],
    ['says-yes', ['open', '25'], 1, 'its own table does not have it'],
    ['html-description', ['open', '25'], 2, 'no description of a router'],
    ['deaf', ['list'], 2, 'does not answer as one'],
  ] as const)('that is %s: %j', async (fault, asked, code, words) => {
    await using world = await raise({ portMapping: { natpmpAndPcp: false, fault } })
    const ports = await portsAtHome(world)
    const ended = await ports.run(...asked)
    expect(said(ended)).toContain(words)
    expect(ended.code).toBe(code)
    await ports.run('restore')
    expect(await mappings(world)).toEqual([])
  })

  it('that keeps what it says it has closed: says so', async () => {
    await using world = await raise({ portMapping: { natpmpAndPcp: false, fault: 'keeps' } })
    const ports = await portsAtHome(world)
    expect((await ports.run('open', '25')).code).toBe(0)
    const closed = await ports.run('close', '--json')
    expect(outcomes(closed)).toEqual(['25 left-behind'])
    expect(closed.code).toBe(1)
    expect(outcomes(await ports.run('restore', '--json'))).toEqual(['25 left-behind'])
  })

  it.each([
    ['understands nothing', {}, 'understands none of the languages'],
    ['is the provider’s', { v4: 'direct' }, 'has the public address'],
    ['is not there', { uplink: 'no-gateway' }, 'no default route'],
  ] as const)('that %s: says what to do instead', async (_which, spec, words) => {
    await using world = await raise(spec)
    const ports = await portsAtHome(world)
    for (const asked of [['list'], ['open', '25'], ['keep', '25']]) {
      const ended = await ports.run(...asked)
      expect(said(ended)).toContain(words)
      expect(said(ended)).toContain('→')
      expect(ended.code).toBe(2)
    }
  })
})

describeInLab('mailworthy ports, and somebody outside', () => {
  it('is told that the ports work, or that one does not', async () => {
    await using world = await raise({ portMapping: {}, isp: { block: { in: [25] } } })
    const probe = await meetProbe(world, usualCommands())
    const ports = await portsAtHome(world)
    const { code, stdout } = await ports.run(
      'open',
      '25',
      '465',
      '--internal',
      '465=4650',
      '--json',
      '--probe',
      probe.link,
    )
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      ports: [
        { port: 25, outcome: 'opened', outside: { kind: 'nothing-arrives' } },
        { port: 465, outcome: 'opened', outside: { kind: 'proved' } },
      ],
    })
    // What does not work is not taken away unasked.
    expect(await mappings(world)).toEqual([toHome(25), toHome(465, 4650)])
    await probe.stop()
  })

  it('comes in through the IPv6 firewall', async () => {
    await using world = await raise({ portMapping: {}, v6: 'native-firewalled' })
    const probe = await meetProbe(world, usualCommands())
    const ports = await portsAtHome(world)
    const { code, stdout } = await ports.run('open', '25', '--v6', '--json', '--probe', probe.link)
    expect(JSON.parse(stdout)).toMatchObject({ ports: [{ port: 25, outcome: 'opened', outside: { kind: 'proved' } }] })
    expect(code).toBe(0)
    await probe.stop()
  })

  it('cannot be let in by somebody without rights, who is told so', async ({ skip }) => {
    skip(refusal !== undefined, refusal)
    await using world = await raise({ portMapping: {} })
    const probe = await meetProbe(world, usualCommands())
    const ports = await portsAtHome(world, { as: 'ordinary' })
    const ended = await ports.run('open', '25', '993', '--internal', '993=9930', '--json', '--probe', probe.link)
    expect(JSON.parse(ended.stdout)).toMatchObject({
      ports: [
        { port: 25, outcome: 'opened', outside: { kind: 'cannot-listen', failure: 'not-permitted' } },
        { port: 993, outcome: 'opened', outside: { kind: 'proved' } },
      ],
    })
    expect(ended.code).toBe(2)
    await probe.stop()
  })
})

/** Wherever its lines are broken. */
function said({ stdout }: Ended): string {
  return stdout.replace(/\s+/g, ' ')
}

/** As nft has them, by external port. */
async function mappings(world: World): Promise<readonly Mapping[]> {
  return (await routerRules(world)).mappings
}

function toHome(external: number, internal = external): Mapping {
  return { proto: 'tcp', external, to: { address: home.machine, port: internal } }
}

/** `25 opened`, in the order in which they are told. */
function outcomes({ stdout }: Ended): readonly string[] {
  const { ports } = JSON.parse(stdout) as {
    readonly ports: readonly { readonly port: number; readonly outcome: string }[]
  }
  return ports.map(({ port, outcome }) => `${port} ${outcome}`)
}

/** What both lists tell of a line, whatever they call it. */
function essence(line: object): string {
  const { port, external, to, description } = line as Partial<Mapping> & { port?: number; description?: string }
  return `${port ?? external} -> ${to?.address}:${to?.port} "${description}"`
}
