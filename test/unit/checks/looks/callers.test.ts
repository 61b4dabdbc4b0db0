import { describe, expect, it } from 'vitest'
import { arrivedAt, strangersAt, toldByStrangers } from '../../../../src/checks/inbound/strangers.ts'
import { callers, type CallersFacts } from '../../../../src/checks/looks/callers.ts'
import { routerMapping } from '../../../../src/checks/router/mapping.ts'
import type { Asked } from '../../../../src/core/asked.ts'
import { type Trace, traced } from '../../../../src/core/traced.ts'
import { mailPorts } from '../../../../src/wire/mail-port.ts'
import {
  api,
  type Ended,
  local,
  type ScriptedWorld,
  scriptedWorld,
  type ScriptedWorldOptions,
} from './scripted-world.ts'

const ours = '25.203.113.7'
const path = { v4: { interface: 'eth0', kind: 'ethernet', local: [local] } }
const address = { address: ours, onThisMachine: false }
const nobodyAsked: Asked = { release: '0.1.0', probes: [], stun: [], servers: [{ host: 'mx.test', port: 25 }] }
const globalping: Partial<Asked> = { globalping: { base: api } }
const checker = { url: 'https://echoip.test', pins: [] }
const all = (end: Ended): readonly Ended[] => Array<Ended>(4).fill(end)

async function look(options: ScriptedWorldOptions, asked: Partial<Asked> = globalping, given: object = {}) {
  const world = scriptedWorld(options)
  const facts = await observe(world, asked, given)
  return { world, facts, at: (port: number) => facts.ports.find((each) => each.port === port) }
}

const observe = (world: ScriptedWorld, asked: Partial<Asked>, given: object): Promise<CallersFacts> =>
  callers.observe(world.line, { path, address, ...given } as never, { ...nobodyAsked, ...asked })

/** What one port checker says of every port. */
const says = (reachable: boolean, ip = ours) => ({
  checker: (_: URL, port: number) => ({ body: { ip, port, reachable } }),
})

describe('strangers are asked to call', () => {
  it('every mail port, and those who come are written down', async () => {
    const { world, facts, at } = await look({ comes: (port) => [`25.199.0.${port % 100}`] })
    expect(facts).toMatchObject({ asked: 'done', world: 'measured' })
    expect(facts.callers).toHaveLength(4)
    expect(facts.callers[0]).toEqual({ by: 'globalping', country: 'FR', network: 'One', reaches25: true })
    expect(new Set(world.opened)).toEqual(new Set(mailPorts))
    expect(at(25)).toEqual({
      port: 25,
      behind: 'listener',
      arrivals: ['25.199.0.25'],
      reached: [0, 1, 2, 3],
      missed: [],
    })
    expect(new Set(arrivedAt(facts))).toEqual(new Set(mailPorts))
    // Whoever comes learns that this is no mail server.
    expect(new Set(world.told)).toEqual(new Set(['220 mailworthy: a test of the line, no mail server']))
    expect(world.open()).toEqual([])
  })

  it('only those ports that the probe has not proved', async () => {
    const seen = { ports: mailPorts.map((port) => ({ port, proved: port !== 465 })) }
    const { world, facts } = await look({}, globalping, { seen })
    expect(facts.ports.map(({ port }) => port)).toEqual([465])
    expect(world.opened).toEqual([465])
    expect(world.measured()).toEqual(['mx.test:25', `${ours}:465`])
  })

  it.each([
    ['everything is proved', { seen: { ports: mailPorts.map((port) => ({ port, proved: true })) } }, undefined],
    ['nothing can be listened on', {}, () => 'not-permitted' as const],
  ])('not at all where %s: nobody spends a ration on nothing', async (_, given, held) => {
    const options = { ...says(true), ...(held !== undefined && { held }) }
    const { world, facts } = await look(options, { ...globalping, portCheckers: [checker] }, given)
    expect(world.requests).toEqual([])
    expect(facts).toMatchObject({ asked: 'done', world: 'not-asked', callers: [] })
  })

  it('and nothing is sent, nor opened, where nobody agreed to that', async () => {
    for (const asked of [{}, { portCheckers: [] }]) {
      const { world, facts } = await look(says(true), asked)
      expect(facts).toEqual({ asked: 'not-asked', world: 'not-asked', callers: [], ports: [] })
      expect([world.requests, world.opened]).toEqual([[], []])
    }
  })

  it('never where the address is shared: they would call somebody else', async () => {
    const asked = { ...globalping, portCheckers: [checker] }
    const { world, facts } = await look(says(true), asked, { nat: { shared: true } })
    expect(facts).toEqual({ asked: 'shared-address', world: 'not-asked', callers: [], ports: [] })
    expect([world.requests, world.opened]).toEqual([[], []])
    expect((await look(says(true), asked, { nat: { shared: false } })).facts.asked).toBe('done')
  })

  it('only on the ports that are ours of a shared address', async () => {
    const nat = { shared: false, ownPorts: { from: 0, to: 255 } }
    const { world, facts } = await look({}, globalping, { nat })
    expect(facts.ports.map(({ port }) => port)).toEqual([25, 143])
    expect(world.measured()).toEqual(['mx.test:25', `${ours}:25`, `${ours}:143`])
  })

  it('only when the router has closed again what it had opened for a trial', () => {
    expect(Object.values(callers.needs)).toContainEqual({ maybe: routerMapping })
  })

  it('without the token in what is told of it', async () => {
    const token = 'glp-5f2a9c8e7b'
    const world = scriptedWorld({ comes: () => ['25.199.0.1'] })
    const trace: Trace = []
    const facts = await observe({ ...world, line: traced(world.line, trace) }, { globalping: { base: api, token } }, {})
    expect(world.requests.map(({ headers }) => headers?.['authorization'])).toContain(`Bearer ${token}`)
    expect(trace.length).toBeGreaterThan(5)
    expect(JSON.stringify([facts, trace])).not.toContain(token)
  })

  it('and a token is not sent in the clear', async () => {
    const { world, facts } = await look({}, { globalping: { base: 'http://globalping.test', token: 'glp-5f2a' } })
    expect(world.requests).toEqual([])
    expect(facts).toMatchObject({ world: 'unauthorized', callers: [] })
  })
})

describe('an arrival', () => {
  it.each([
    ['from our own address', [ours]],
    ['from a private address: a router that calls itself', ['192.168.1.1']],
    ['from a carrier’s inner address', ['100.64.1.7']],
    ['from this machine', ['127.0.0.1']],
  ])('%s does not count', async (_, comes) => {
    const { facts, at } = await look({ comes: () => comes, ends: () => all('no-answer') })
    expect(at(25)).toMatchObject({ arrivals: [], missed: [0, 1, 2, 3] })
    expect(arrivedAt(facts)).toEqual([])
  })

  it('does not count where it came over another line of this machine, as through a tunnel', async () => {
    const { at } = await look({ comes: () => ['25.199.0.1'], cameTo: '10.8.0.2', ends: () => all('no-answer') })
    expect(at(25)).toMatchObject({ arrivals: [] })
  })

  it('counts once for each address, and only so many', async () => {
    const { at } = await look({ comes: () => ['25.199.0.1', '25.199.0.1', ours, '25.199.0.2'] })
    expect(at(25)?.arrivals).toEqual(['25.199.0.1', '25.199.0.2'])
    const many = Array.from({ length: 40 }, (_, at) => `25.199.1.${at}`)
    expect((await look({ comes: () => many })).at(25)?.arrivals).toEqual(many.slice(0, 16))
  })

  it('counts whoever it was, though the volunteers missed it', async () => {
    const { at } = await look({
      comes: () => ['25.77.0.1'],
      ends: (target) => all(target === ours ? 'no-answer' : 'answered'),
    })
    expect(at(25)).toMatchObject({ arrivals: ['25.77.0.1'], reached: [] })
  })
})

describe('what volunteers say', () => {
  const ends = (...of25: readonly Ended[]) => ({
    ends: (target: string, port: number) =>
      target === ours && port === 25 ? of25 : all(target === ours ? 'no-answer' : 'answered'),
  })

  it('does not count where it is one of them alone, nor where all are of one network', async () => {
    const alone = await look(ends('answered', 'no-answer', 'no-answer', 'no-answer'))
    expect(alone.at(25)).toMatchObject({ reached: [0], missed: [1, 2, 3] })
    expect(strangersAt(25, alone.facts)).toMatchObject({ reached: 0, missed: 3 })
    const same = await look({ networks: ['One', 'One', 'One', 'One'], ...ends(...all('answered')) })
    expect(strangersAt(25, same.facts)).toMatchObject({ reached: 0, missed: 0 })
    const two = await look(ends('answered', 'answered', 'failed', 'offline'))
    expect(strangersAt(25, two.facts)).toMatchObject({ reached: 2, missed: 0, networks: ['One', 'Two'] })
  })

  it('counts as silence only from those who reach another port 25', async () => {
    const cannot = await look({ ends: () => all('no-answer') })
    expect(cannot.facts.callers.map(({ reaches25 }) => reaches25)).toEqual([false, false, false, false])
    expect(strangersAt(25, cannot.facts)).toMatchObject({ reached: 0, missed: 0, networks: [] })
    const can = await look(ends(...all('no-answer')))
    expect(strangersAt(25, can.facts)).toMatchObject({ missed: 4 })
  })

  it('adds up to what comes in and what does not, over all ports', async () => {
    const without25 = (port: number) => (port === 25 ? [] : ['25.199.3.1'])
    const { facts } = await look({ ...ends(...all('no-answer')), comes: without25 })
    expect(toldByStrangers(facts)).toMatchObject({ arrived: [465, 587, 143, 993], missing: [25], untested: [] })
    const cannot = await look({ ends: () => all('no-answer'), comes: without25 })
    expect(toldByStrangers(cannot.facts)).toMatchObject({ arrived: [465, 587, 143, 993], missing: [], untested: [25] })
    expect(toldByStrangers((await look({ held: () => 'not-permitted' })).facts)).toBeNull()
  })

  it.each(['failed', 'offline', 'in-progress'] as const)('is nothing where it is "%s"', async (end) => {
    const { at } = await look(ends(...all(end)))
    expect(at(25)).toMatchObject({ reached: [], missed: [] })
  })

  it('is not asked for where the API does not play along', async () => {
    const limited = { status: 429, body: {}, headers: { 'x-ratelimit-reset': '900', 'x-ratelimit-remaining': '2' } }
    const { world, facts, at } = await look({ trouble: () => limited })
    expect(facts).toMatchObject({ world: 'rate-limited', retryAfterS: 900, remaining: 2, callers: [] })
    expect(at(25)).toEqual({ port: 25, behind: 'listener', arrivals: [], reached: [], missed: [] })
    expect(world.open()).toEqual([])
  })
})

describe('a port checker', () => {
  const asked = { portCheckers: [checker] }

  it('says whether it got through, and shows nothing of itself', async () => {
    const { facts, at, world } = await look({ ...says(true), comes: () => ['25.199.2.1'] }, asked)
    expect(facts).toMatchObject({ asked: 'done', world: 'not-asked' })
    expect(facts.callers).toEqual([{ by: 'port-checker', network: 'echoip.test', reaches25: false }])
    expect(at(993)).toMatchObject({ arrivals: ['25.199.2.1'], reached: [0], missed: [] })
    expect(world.requests.map(({ url }) => url).toSorted()).toEqual(
      mailPorts.map((port) => `https://echoip.test/port/${port}`).toSorted(),
    )
  })

  it('is not believed in its silence until it has reached another port of ours', async () => {
    const none = await look(says(false), asked)
    expect(none.at(25)).toMatchObject({ reached: [], missed: [0] })
    expect(strangersAt(25, none.facts)).toMatchObject({ reached: 0, missed: 0 })
    const but = await look({ checker: (_, port) => ({ body: { ip: ours, port, reachable: port === 993 } }) }, asked)
    // Its own provider may let everything out but 25.
    expect(strangersAt(25, but.facts)).toMatchObject({ reached: 0, missed: 0 })
    expect(strangersAt(465, but.facts)).toMatchObject({ reached: 0, missed: 1 })
    expect(strangersAt(993, but.facts)).toMatchObject({ reached: 1, missed: 0, networks: ['echoip.test'] })
  })

  it.each([
    ['has dialled another address', says(true, '25.203.114.25').checker],
    ['dialled us at home', says(true, '192.168.1.10').checker],
    ['tells of another port', () => ({ body: { ip: ours, port: 80, reachable: true } })],
    ['looks at no ports', () => ({ status: 404, body: '404 page not found' })],
    ['has had enough', () => ({ status: 429, body: '' })],
    ['talks nonsense', () => ({ body: '<html>' })],
    ['is silent', () => 'timed-out' as const],
    ['answers with another key', () => 'wrong-key' as const],
  ])('is no witness where it %s', async (_, said) => {
    const { at, world } = await look({ checker: said }, asked)
    expect(at(25)).toMatchObject({ reached: [], missed: [] })
    expect(world.open()).toEqual([])
  })

  it('stands beside the volunteers, each by its place in the list', async () => {
    const { facts, at } = await look({ ...says(true), networks: ['One', 'Two'] }, { ...globalping, ...asked })
    expect(facts.callers.map(({ by, network }) => `${by} ${network}`)).toEqual([
      'globalping One',
      'globalping Two',
      'port-checker echoip.test',
    ])
    expect(at(25)?.reached).toEqual([0, 1, 2])
  })
})

describe('a port of ours', () => {
  it('that a server has is called all the same, and its callers are its own', async () => {
    const held = (port: number) => (port === 25 ? 'in-use' : undefined)
    const { world, at } = await look({ held, comes: () => ['25.199.0.1'] })
    expect(world.opened).not.toContain(25)
    expect(at(25)).toEqual({ port: 25, behind: 'server', arrivals: [], reached: [0, 1, 2, 3], missed: [] })
    expect(world.measured()).toContain(`${ours}:25`)
  })

  it('that may not be opened is not called', async () => {
    const held = (port: number) => (port < 100 ? 'not-permitted' : undefined)
    const { world, facts, at } = await look({ held })
    expect(at(25)).toEqual({
      port: 25,
      behind: 'nothing',
      why: 'not-permitted',
      arrivals: [],
      reached: [],
      missed: [],
    })
    expect(strangersAt(25, facts)).toMatchObject({ behind: 'nothing', why: 'not-permitted' })
    expect(world.measured()).not.toContain(`${ours}:25`)
    expect(world.measured()).toHaveLength(mailPorts.length)
  })

  it.each([
    ['the API is out of reach', { trouble: () => 'timed-out' as const }],
    ['we are interrupted', { trouble: () => 'cancelled' as const }],
    ['nobody reaches it', { ends: () => all('no-answer') }],
  ])('is closed again where %s', async (_, options: ScriptedWorldOptions) => {
    const { world } = await look(options)
    expect(new Set(world.opened)).toEqual(new Set(mailPorts))
    expect(world.open()).toEqual([])
  })

  it('is closed again even after a bug', async () => {
    const world = scriptedWorld({ bug: new TypeError('ours') })
    await expect(observe(world, globalping, {})).rejects.toThrow('ours')
    expect(world.opened).toHaveLength(mailPorts.length)
    expect(world.open()).toEqual([])
  })
})
