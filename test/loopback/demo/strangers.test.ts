import { setMaxListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { checks } from '../../../src/checks/index.ts'
import type { CallersFacts } from '../../../src/checks/looks/callers.ts'
import type { Run } from '../../../src/core/run.ts'
import { hosts, nowhere, ssdpGroup } from '../../../src/demo/addresses.ts'
import { inspectWorld } from '../../../src/demo/inspect-world.ts'
import type { LineSpec } from '../../../src/demo/scenario.ts'
import { strangers } from '../../../src/demo/scenarios/strangers.ts'
import { openWorld, type World } from '../../../src/demo/world.ts'
import { jsonOf } from '../../../src/report/json.ts'
import { marksOf } from '../../../src/report/marks-of.ts'
import { redact } from '../../../src/report/redact.ts'
import { type Report, reportOf } from '../../../src/report/report.ts'

const never = new AbortController().signal
setMaxListeners(0, never)
const marks = marksOf(checks)

/** Everybody who is on the scripted internet; nobody is at the last one, who is asked all the same. */
const known: readonly string[] = [
  ...Object.values(hosts).flatMap(({ v4, v6 }) => [v4, v6]),
  '192.168.1.1',
  '25.203.113.7',
  ssdpGroup,
  nowhere,
]

/** Plays a line, closed when this is fulfilled. */
async function play(line: LineSpec, signal = never): Promise<{ readonly world: World; readonly run: Run }> {
  const world = await openWorld(line, signal)
  try {
    return { world, run: await inspectWorld(world, { signal, mayAlterRouter: false }) }
  } finally {
    await world.close()
  }
}

function callersIn({ looks }: Run): CallersFacts {
  const look = looks.find((each) => each.look === 'callers.v4')
  if (look === undefined || !('facts' in look)) throw new Error('nobody was to call')
  return look.facts as CallersFacts
}

function reportFor(run: Run): Report {
  return reportOf(run, { tool: { name: 'mailworthy', version: '0.1.0' }, relay: false, marks })
}

describe.concurrent('a line of which others tell who are nobody’s probe', () => {
  it.each(strangers)('$name: everybody who is asked is in the script', async ({ line }) => {
    const { world, run } = await play(line)
    const addresses = [...world.reached].map((each) => each.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1'))
    expect(addresses.filter((address) => !known.includes(address))).toEqual([])
    expect(run.looks.filter((look) => 'error' in look)).toEqual([])
    // Whoever knows the id of a measurement can read whom it was about.
    expect(jsonOf(redact(reportFor(run), marks))).not.toMatch(/measurements\/\w|25\.199\./)
  })

  it('asks nobody to call where nobody was to be asked', async () => {
    const { world, run } = await play({})
    expect(callersIn(run).asked).toBe('not-asked')
    const asked = [...world.reached].filter((each) => /:(443|53)$/.test(each) && !each.startsWith('192.168.1.1:'))
    // One is nobody's: whoever answers there stands in the way of every name server.
    expect(asked.filter((each) => each !== '192.0.2.53:53')).toEqual([])
  })
})

describe.concurrent('volunteers', () => {
  it('come from lines of their own, and whose provider keeps 25 from them is told', async () => {
    const { callers, ports } = callersIn((await play({ probe: 'none', strangers: 'globalping' })).run)
    expect(callers.map(({ network, reaches25 }) => [network, reaches25])).toEqual([
      ['Hexagone Hosting', true],
      ['Hudson Cloud', true],
      ['Sumida Net', true],
      ['Spree Kabel', false],
    ])
    const at = (port: number) => ports.find((each) => each.port === port)
    expect(at(25)).toMatchObject({ reached: [0, 1, 2], missed: [3] })
    expect(new Set(at(25)?.arrivals)).toEqual(new Set(['25.199.1.7', '25.199.5.7', '25.199.7.7']))
    expect(at(993)?.reached).toEqual([0, 1, 2, 3])
  })

  it('call only what the probe has not proved', async () => {
    const { ports } = callersIn((await play({ strangers: 'globalping', forwards: [25, 465, 587, 143] })).run)
    expect(ports).toMatchObject([{ port: 993, behind: 'listener', arrivals: [], missed: [0, 1, 2, 3] }])
  })

  it('are not asked to call an address that is shared', async () => {
    for (const line of [{ uplink: 'carrier' }, { ownPorts: { from: 40_960, to: 49_151 } }] as const) {
      const { world, run } = await play({ ...line, strangers: 'globalping' })
      expect(callersIn(run)).toMatchObject({ asked: 'shared-address', callers: [], ports: [] })
      expect([...world.reached].filter((each) => each.startsWith(hosts.globalping.v4))).toEqual([])
    }
  })

  it('meet the server that has a port already, and another machine, and neither is taken for this program', async () => {
    const strange = { probe: 'none', strangers: 'globalping' } as const
    const served = (await play({ ...strange, held: 'server-on-25' })).run
    expect(callersIn(served).ports[0]).toMatchObject({ port: 25, behind: 'server', arrivals: [], reached: [0, 1, 2] })
    const other = (await play({ ...strange, arriving: { 25: 'other-machine' } })).run
    expect(callersIn(other).ports[0]).toMatchObject({ port: 25, behind: 'listener', arrivals: [], reached: [0, 1, 2] })
    const answers = [served, other].map(({ findings }) => findings.find(({ check }) => check === 'inbound.25.v4'))
    expect(answers).toMatchObject([{ answer: 'open-unproved' }, { answer: 'other-machine' }])
  })
})

describe.concurrent('a provider that is known', () => {
  const network = { asn: 12_322, name: 'PROXAD Free SAS', country: 'FR' }

  it('is told beside what its network does, with sources, and not in a report for a forum', async () => {
    const report = reportFor((await play({ outbound: { 25: 'timed-out' }, network })).run)
    const blocked = report.findings.find(({ check }) => check === 'outbound.25.v4')
    const advice = blocked !== undefined && 'advice' in blocked ? blocked.advice : undefined
    expect(advice?.[0]).toMatchObject({ provider: 'Free (Freebox)' })
    expect(advice?.map(({ says }) => says).join(' ')).toContain('Blocage SMTP sortant')
    expect(advice?.every(({ sources }) => sources.length > 0)).toBe(true)
    expect(report.line.provider).toEqual({ asn: 12_322, name: 'PROXAD Free SAS, FR' })
    expect(jsonOf(redact(report, marks))).not.toMatch(/12.?322|Free|PROXAD|Blocage/)
  })

  it('is not asked for advice where nothing is the matter', async () => {
    const { findings } = reportFor((await play({ network })).run)
    const advised = findings.filter((finding) => 'advice' in finding).map(({ check }) => check)
    expect(advised.filter((check) => check.startsWith('outbound'))).toEqual([])
  })
})

describe.concurrent('name servers', () => {
  it('stand in for STUN, and count for nothing where somebody answers for all of them', async () => {
    const line = { probe: 'none', stun: 'refused' } as const
    const seenAs = ({ findings }: Run) => findings.find(({ check }) => check === 'line.address.v4')
    const heard = seenAs((await play({ ...line, nameServers: 'heard' })).run)
    expect(heard).toMatchObject({ answer: 'seen', facts: { seen: [{ by: 'name-server' }, { by: 'name-server' }] } })
    const taken = seenAs((await play({ ...line, nameServers: 'taken' })).run)
    expect(taken).toMatchObject({ answer: 'no-witness', facts: { seen: [] } })
  })

  it('make no quarrel with STUN where somebody answers for all of them', async () => {
    const { run } = await play({ nameServers: 'taken' })
    expect(run.findings.find(({ check }) => check === 'line.address.v4')).toMatchObject({ answer: 'seen' })
  })
})

describe('a run that is interrupted', () => {
  it('leaves nothing open while volunteers call', async () => {
    const interruption = new AbortController()
    setMaxListeners(0, interruption.signal)
    const world = await openWorld({ probe: 'none', strangers: 'globalping' }, interruption.signal)
    const watch = setInterval(() => {
      if ([...world.reached].some((each) => each.startsWith(hosts.globalping.v4))) interruption.abort()
    }, 5)
    try {
      const run = await inspectWorld(world, { signal: interruption.signal, mayAlterRouter: false })
      expect(run.interrupted).toBe(true)
      expect(run.findings.filter(({ kind }) => kind === 'crashed')).toEqual([])
    } finally {
      clearInterval(watch)
      await world.close()
    }
    await expect.poll(() => process.getActiveResourcesInfo().filter((each) => /^(TCP|UDP)/.test(each))).toEqual([])
  })
})
