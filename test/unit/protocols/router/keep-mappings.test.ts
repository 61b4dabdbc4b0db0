import { describe, expect, it } from 'vitest'
import { here, other } from './home/home-router.ts'
import { hourS, isAsBefore, keep } from './home/keep.ts'

describe('ports are kept', () => {
  it('open, renewed at half of their lease, and closed at the end', async () => {
    const { router, events, closed, asked } = await keep({ ports: [{}, { external: 465, leaseS: 600 }], forS: hourS })
    expect(events.slice(0, 3).map(({ s, told }) => `${s} ${told}`)).toEqual([
      '0 opened 25',
      '0 opened 465',
      '300 renewed 465',
    ])
    expect(events.filter(({ told }) => told === 'renewed 25').map(({ s }) => s)).toEqual([1800])
    expect(events.filter(({ told }) => told === 'renewed 465')).toHaveLength(11)
    expect(closed).toEqual([
      { external: 465, closing: { kind: 'gone', proof: 'seen' } },
      { external: 25, closing: { kind: 'gone', proof: 'seen' } },
    ])
    expect(events.slice(-2).map(({ told }) => told)).toEqual(['closed', 'closed'])
    expect(asked.filter((one) => one === 'AddPortMapping')).toHaveLength(14)
    isAsBefore(router)
  })

  it.each(['pcp', 'natpmp'] as const)('in %s, under one note', async (speech) => {
    const { router, told } = await keep({ speech, habits: { upnp: false }, forS: hourS })
    expect(told).toEqual(['opened 25', 'renewed 25', 'closed'])
    expect(router.journal.deeds.filter((deed) => deed.startsWith('begin'))).toHaveLength(1)
    isAsBefore(router)
  })

  it('without asking for more than a look a minute, and never in a hurry', async () => {
    const { asked, pauses } = await keep({ forS: hourS })
    expect(pauses).toBeLessThan(65)
    expect(asked.length).toBeLessThan(65 * 5)
    // A router that grants a second is not asked every second.
    const hasty = await keep({ habits: { grantsS: 1 }, forS: hourS })
    expect(hasty.pauses).toBeLessThan(65)
    isAsBefore(hasty.router)
  })

  it('for ever where a lease has no end, and looked at', async () => {
    const { told, asked } = await keep({ ports: [{ leaseS: 0 }], forS: hourS })
    expect(told).toEqual(['opened 25', 'closed'])
    expect(asked.filter((one) => one === 'AddPortMapping')).toHaveLength(1)
  })
})

describe('a router that restarts', () => {
  it.each(['upnp', 'pcp', 'natpmp'] as const)('is asked again within a minute: %s', async (speech) => {
    const { router, events, told } = await keep({ speech, at: { 600: (router) => router.restart() }, forS: 700 })
    expect(told).toEqual(['opened 25', 'router-restarted', 'lost 25', 'opened 25', 'closed'])
    expect(events[3]?.s).toBeLessThanOrEqual(660)
    isAsBefore(router)
  })

  it('is known by what is missing, where it has no clock', async () => {
    const habits = { pcp: false, natpmp: false }
    const { router, told } = await keep({ habits, at: { 600: (router) => router.restart() }, forS: 700 })
    expect(told).toEqual(['opened 25', 'lost 25', 'opened 25', 'closed'])
    isAsBefore(router)
  })

  it('is known by its clock, where it has no table', async () => {
    const { router, told } = await keep({
      speech: 'pcp',
      habits: { upnp: false },
      at: { 600: (router) => router.restart() },
      forS: 700,
    })
    expect(told).toEqual(['opened 25', 'router-restarted', 'renewed 25', 'closed'])
    isAsBefore(router)
  })

  it('is silent for a while, is told so once, and is met again wherever it then speaks', async () => {
    const { router, events, told, closed, pauses } = await keep({
      at: {
        600: (router) => Object.assign(router.habits, { upnp: false, pcp: false, natpmp: false }),
        1500: (router) => {
          router.restart()
          Object.assign(router.habits, { natpmp: true })
        },
      },
      forS: 1700,
    })
    expect(told).toEqual(['opened 25', 'router-silent', 'back', 'router-restarted', 'lost 25', 'opened 25', 'closed'])
    expect(pauses).toBeLessThan(60)
    expect(events.at(-1)?.s).toBeGreaterThan(1500)
    // What UPnP was asked for can be looked at in UPnP alone.
    expect(router.shown()).toEqual([])
    expect(router.journal.notes()).toMatchObject([{ id: 'n1', change: { speech: 'upnp' } }])
    expect(closed).toEqual([{ external: 25, closing: { kind: 'left-behind' } }])
  })
})

describe('what happens to a port that is kept', () => {
  it('the router gets another address outside', async () => {
    const { router, events } = await keep({
      at: { 600: (router) => Object.assign(router.habits, { wan: '25.203.113.8' }) },
      forS: 700,
    })
    expect(events.map(({ told }) => told)).toEqual(['opened 25', 'address-changed', 'renewed 25', 'closed'])
    expect(events[1]?.event).toEqual({ kind: 'address-changed', from: '25.203.113.7', to: '25.203.113.8' })
    isAsBefore(router)
  })

  it('the router has no address for a while', async () => {
    const { told } = await keep({
      at: {
        600: (router) => Object.assign(router.habits, { wan: '' }),
        900: (router) => Object.assign(router.habits, { wan: '25.203.113.7' }),
      },
      forS: 1200,
    })
    expect(told).toEqual(['opened 25', 'closed'])
  })

  it('somebody takes it: that is told, and he keeps it', async () => {
    const { router, events } = await keep({
      habits: { secure: false },
      at: { 600: (router) => router.forward(25, other, 25) },
      forS: 4 * hourS,
    })
    expect(events.map(({ told }) => told)).toEqual(['opened 25', 'lost 25', 'refused 25'])
    expect(events[1]?.event).toMatchObject({ kind: 'lost', found: { internal: { address: other } } })
    expect(events[2]?.event).toMatchObject({ opening: { kind: 'conflict', owner: { internal: { address: other } } } })
    expect(router.taken).toEqual([])
    isAsBefore(router, [`25 -> ${other}:25`])
  })

  it('somebody takes it and leaves: it is opened again', async () => {
    const { router, told } = await keep({
      at: { 600: (router) => router.forward(25, other, 25), 1000: (router) => router.table.delete(25) },
      forS: hourS,
    })
    expect(told.slice(0, 4)).toEqual(['opened 25', 'lost 25', 'refused 25', 'opened 25'])
    isAsBefore(router)
  })

  it('somebody has opened it already: that is watched, and taken up where he leaves', async () => {
    const { router, told, events, pauses } = await keep({
      at: {
        0: (router) => router.forward(25, here, 61_225),
        300: (router) => Object.assign(router, { bootMs: router.clock.elapsed() }),
        600: (router) => router.table.delete(25),
      },
      forS: 700,
    })
    expect(told).toEqual(['opened 25', 'router-restarted', 'lost 25', 'opened 25', 'closed'])
    expect(events[0]?.event).toMatchObject({ opening: { kind: 'there-already' } })
    expect(pauses).toBeLessThan(15)
    isAsBefore(router)
  })

  it('it is refused, again and again: that is told once, and asked ever more seldom', async () => {
    const { router, told, asked } = await keep({
      habits: { allows: (port) => port > 1023 },
      speech: 'upnp',
      forS: 6 * hourS,
    })
    expect(told).toEqual(['refused 25'])
    expect(asked.filter((one) => one === 'AddPortMapping').length).toBeLessThan(20)
    isAsBefore(router)
  })

  it('it is refused once and then no more', async () => {
    const { told } = await keep({
      habits: { allows: (port) => port > 1023 },
      at: { 600: (router) => Object.assign(router.habits, { allows: () => true }) },
      forS: hourS,
    })
    expect(told.slice(0, 2)).toEqual(['refused 25', 'opened 25'])
  })

  it('it is taken back on our behalf: it is opened again', async () => {
    const { router, told } = await keep({
      at: {
        600: (router) => {
          router.table.delete(25)
          void router.journal.end('n1')
        },
      },
      forS: 700,
    })
    expect(told).toEqual(['opened 25', 'lost 25', 'opened 25', 'closed'])
    isAsBefore(router)
  })

  it('its renewal is refused until its lease is over', async () => {
    const { router, told } = await keep({
      habits: { upnp: false, natpmp: false },
      at: { 600: (router) => Object.assign(router.habits, { allows: () => false }) },
      forS: 2 * hourS,
    })
    // Nothing is there to be closed in the end: that the router does not find it is word enough.
    expect(told).toEqual(['opened 25', 'refused 25', 'lost 25'])
    isAsBefore(router)
  })
})
