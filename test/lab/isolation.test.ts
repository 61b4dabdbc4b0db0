import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { expect, it } from 'vitest'
import { home, hosts, provider } from './addresses.ts'
import { heardOn } from './classic.ts'
import { describeInLab } from './describe-in-lab.ts'
import { raise } from './raise.ts'
import { goodStaticForwards } from './worlds/good-static-forwards.ts'

const { spec } = goodStaticForwards

describeInLab('a world', () => {
  it('has no way out', async () => {
    await using world = await raise(spec)
    const links = await world.exec('ground', ['ip', '-o', 'link'])
    expect(links.stdout.trim().split('\n')).toHaveLength(1)
    expect(links.stdout).toContain('lo:')
    for (const [where, address] of [
      ['ground', '9.9.9.9'],
      ['isp', '9.9.9.9'],
      ['isp', '2620:fe::fe'],
    ] as const) {
      expect((await world.exec(where, ['ip', 'route', 'get', address])).stderr).toContain('unreachable')
    }
    expect(await heardOn(world, 'home', '9.9.9.9', 25)).toBe('network-unreachable')
  })

  it('leaves no process and no namespace behind, even when it is killed', async () => {
    const named = namedNamespaces()
    const world = await raise(spec)
    const inside = descendants(world.pid)
    expect(inside.length).toBeGreaterThan(5)
    // A namespace lives as long as a process in it or a name for it (in /run/netns, which is the world's own).
    expect(inside.filter(lives).map((pid) => readlinkSync(`/proc/${pid}/ns/net`))).not.toContain(
      readlinkSync('/proc/self/ns/net'),
    )
    expect(namedNamespaces()).toEqual(named)

    process.kill(world.pid, 'SIGKILL')
    await world.end()
    await expect.poll(() => inside.filter(lives), { timeout: 5_000 }).toEqual([])
    expect(namedNamespaces()).toEqual(named)
  })

  it('ends when it is told to, and the logs stay', async () => {
    const world = await raise(spec)
    const inside = descendants(world.pid)
    await world.end()
    expect(inside.filter(lives)).toEqual([])
    expect(Object.keys(await world.logs()).sort()).toEqual(['dnsmasq', 'internet', 'nsd', 'turnserver', 'unbound'])
    await expect(world.exec('home', ['true'])).rejects.toThrow('the world has ended')
  })

  it('stands beside another one with the same addresses', async () => {
    const [one, other] = await Promise.all([
      raise(spec),
      raise({ ...spec, isp: { block: { out: [25], how: 'reset' } } }),
    ])
    try {
      expect(await heardOn(one, 'home', hosts.mx.v4, 25)).toMatch(/^220/)
      expect(await heardOn(other, 'home', hosts.mx.v4, 25)).toBe('refused')
    } finally {
      await Promise.all([one.end(), other.end()])
    }
  })

  it('runs programs, feeds them, times them out and keeps their last words', async () => {
    await using world = await raise(spec)
    expect(await world.exec('home', ['sh', '-c', 'cat; echo bad >&2; exit 3'], { input: 'good' })).toMatchObject({
      code: 3,
      stdout: 'good',
      stderr: 'bad\n',
    })
    expect((await world.exec('home', ['no-such-program'])).code).not.toBe(0)
    await expect(world.exec('home', ['sh', '-c', 'echo so far; sleep 60'], { timeoutMs: 2_000 })).rejects.toThrow(
      'so far',
    )
    const wanted = /^up (\d)/
    const started = await world.start('home', ['sh', '-c', 'echo; echo up 1; exec sleep 60'], {
      ready: { line: wanted },
    })
    expect(started.line).toBe('up 1')
    expect(await started.stop()).toMatchObject({ code: null, signal: 'SIGTERM' })
    await expect(
      world.start('home', ['sh', '-c', 'echo out of order'], { ready: { proto: 'tcp', port: 1 } }),
    ).rejects.toThrow('out of order')
  })

  it('knows who listens, and takes new rules', async () => {
    await using world = await raise(spec)
    const inet = await world.sockets('inet')
    expect(inet).toContainEqual(expect.objectContaining({ proto: 'tcp', address: hosts.mx.v4, port: 25 }))
    expect(await world.sockets('home')).toEqual([])

    await world.nft('isp', 'add rule inet isp forward iifname "cust" tcp dport 587 reject with tcp reset')
    expect(await heardOn(world, 'home', hosts.mx.v4, 587)).toBe('refused')
    await expect(world.nft('isp', 'add nonsense')).rejects.toThrow('syntax error')
    expect((await world.exec('router', ['ip', '-4', '-br', 'addr'])).stdout).toContain(provider.customer)
    expect((await world.exec('home', ['cat', '/etc/resolv.conf'])).stdout).toBe(`nameserver ${home.router}\n`)
  })
})

/** All processes below `pid`, by the parent that each names in /proc. */
function descendants(pid: number): number[] {
  const children = new Map<number, number[]>()
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = Number(/\) \S (\d+)/.exec(read(`/proc/${entry}/stat`))?.[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)])
  }
  const below = (one: number): number[] => (children.get(one) ?? []).flatMap((child) => [child, ...below(child)])
  return below(pid)
}

function lives(pid: number): boolean {
  return !['', 'Z', 'X'].includes(/\) (\S)/.exec(read(`/proc/${pid}/stat`))?.[1] ?? '')
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

/** Those that `ip netns` of the machine itself would list. */
function namedNamespaces(): string[] {
  return existsSync('/run/netns') ? readdirSync('/run/netns') : []
}
