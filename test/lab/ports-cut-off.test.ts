import { expect, it } from 'vitest'
import { home } from './addresses.ts'
import { describeInLab } from './describe-in-lab.ts'
import { portsAtHome } from './ports-at-home.ts'
import { raise } from './raise.ts'
import { type RouterRules, routerRules } from './router-rules.ts'

/** So many that there is a middle. */
const many = Array.from({ length: 30 }, (_, at) => String(2500 + at))
const some = ({ mappings }: RouterRules) => mappings.length > 0
/** What the router gives this machine when it comes back. */
const another = '192.168.1.12'
const both = [25, 993].map((port) => ({ proto: 'tcp', external: port, to: { address: home.machine, port } }))

describeInLab('mailworthy ports, cut off', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s takes back what it has begun', async (signal) => {
    await using world = await raise({ portMapping: { natpmpAndPcp: false } })
    const ports = await portsAtHome(world)
    const ended = await ports.cut(['open', ...many], signal, some)
    expect(ended).toMatchObject({ code: 130, stderr: '' })
    expect(ended.stdout).toContain('What was begun has been taken back')
    expect((await routerRules(world)).mappings).toEqual([])
    expect(await ports.run('restore')).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing of ours') })
  })

  it.each(['pcp', 'upnp'] as const)('by a kill -9 leaves nothing that restore does not find (%s)', async (speech) => {
    await using world = await raise({ portMapping: {} })
    const ports = await portsAtHome(world)
    const ended = await ports.cut(['open', ...many, '--protocol', speech], 'SIGKILL', some)
    expect(ended.signal).toBe('SIGKILL')
    expect((await routerRules(world)).mappings).not.toEqual([])
    expect(await ports.run('restore')).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing of ours') })
    expect((await routerRules(world)).mappings).toEqual([])
  })

  it.each([
    ['SIGTERM', 0],
    ['SIGINT', 130],
  ] as const)('while it keeps ports open, by %s: closes them and ends with %i', async (signal, code) => {
    await using world = await raise({ portMapping: {} })
    const ports = await portsAtHome(world)
    const kept = await ports.start(['keep', '25', '993'], /Port 993 leads to this machine/)
    expect((await routerRules(world)).mappings).toEqual(both)
    expect(await kept.stop(signal)).toMatchObject({ code, stderr: '' })
    expect((await routerRules(world)).mappings).toEqual([])
  })

  it('while it keeps ports open, by a kill -9: the next one takes them over', async () => {
    await using world = await raise({ portMapping: { upnp: 'off' } })
    const ports = await portsAtHome(world)
    const first = await ports.start(['keep', '25', '993'], /Port 993 leads to this machine/)
    await first.stop('SIGKILL')
    expect((await routerRules(world)).mappings).toEqual(both)
    const second = await ports.start(['keep', '25', '993'], /Port 993 leads to this machine/)
    expect((await routerRules(world)).mappings).toEqual(both)
    expect(await second.stop()).toMatchObject({ code: 0, stdout: expect.stringContaining('An earlier run had left') })
    expect((await routerRules(world)).mappings).toEqual([])
  })
})

describeInLab('mailworthy ports keep', () => {
  it('ends where this machine has got another address, so that a new start finds it', async () => {
    await using world = await raise({ portMapping: {} })
    const ports = await portsAtHome(world)
    const kept = await ports.start(['keep', '25', '--patience', '0.1', '--json'], /"event":"opened"/)
    const script = `ip -4 addr flush dev eth0; ip addr add ${another}/24 dev eth0; ip route replace default via ${home.router}`
    expect(await world.exec('home', ['sh', '-ec', script])).toMatchObject({ code: 0, stderr: '' })
    await expect.poll(() => kept.log(), { timeout: 20_000, interval: 500 }).toContain('"event":"closed"')
    // It is about to end by itself, and by then a signal has the system's own meaning again.
    const isThere = async () => (await world.exec('home', ['sh', '-c', `kill -0 ${kept.pid} 2>/dev/null`])).code
    await expect.poll(isThere, { timeout: 20_000, interval: 500 }).not.toBe(0)
    const { code, stdout } = await kept.stop()
    expect(code).toBe(1)
    expect(stdout).toContain(`This machine is ${another} now, in place of ${home.machine}`)
  })
})
