import { describe, expect, it } from 'vitest'
import { pastOf } from '../../../src/cli/past-of.ts'
import { failed, success } from '../../../src/core/failure.ts'
import type { Host } from '../../../src/core/host.ts'
import { runHeadOf } from '../../../src/history/run-head-of.ts'
import type { Store } from '../../../src/history/store.ts'
import { address, at, began, ended, home, outage } from '../history/a-log.ts'
import { savedRun } from '../history/runs.ts'

const watched = [began('08:00'), address('08:00', '203.0.113.5'), ...outage('09:00', '09:10'), ended('10:00')]
const run = runHeadOf(
  savedRun([], { at: at('11:00'), line: { v4: { public: '203.0.113.9' }, v6: null } }),
  '20261124T110000Z',
)

function storeOf(more: Partial<Store> = {}): Store & { asked: number } {
  const store = {
    asked: 0,
    watched: async () => {
      store.asked += 1
      return success({ records: watched, alive: new Map(), unread: 0 })
    },
    runs: async () => success([run]),
    run: async () => failed('no-data'),
    save: async () => failed('unsupported'),
    ...more,
  }
  return store
}

function routedBy(hardware?: string): Pick<Host, 'gateways'> {
  const gateway = {
    interface: 'eth0',
    address: '192.0.2.1',
    metric: 100,
    ...(hardware === undefined ? {} : { hardware }),
  }
  return { gateways: async (family) => (family === 'v4' ? success([gateway]) : failed('unsupported')) }
}

const options = (hardware?: string, lineName?: string) => ({
  lineName,
  host: routedBy(hardware),
  now: () => at('12:00'),
})

describe('what a check is told of earlier days', () => {
  it('is what watchers and runs saw of this line', async () => {
    const past = pastOf(storeOf(), options(home.gateway))
    expect(await past.permanence()).toMatchObject({
      from: at('08:00'),
      to: at('10:00'),
      outages: [{ tookMs: 600_000 }],
    })
    expect((await past.addresses('v4')).map((each) => each.address)).toEqual(['203.0.113.5', '203.0.113.9'])
    expect(await past.addresses('v6')).toEqual([])
  })

  it('judges a line by its last 30 days, and an address by all that is known', async () => {
    const monthLater = new Date(Date.parse(at('12:00')) + 31 * 86_400_000).toISOString()
    const past = pastOf(storeOf(), { ...options(home.gateway), now: () => monthLater })
    expect(await past.permanence()).toBeUndefined()
    expect((await past.addresses('v4')).map((each) => each.address)).toEqual(['203.0.113.5', '203.0.113.9'])
  })

  it('is read once, and not before somebody asks', async () => {
    const store = storeOf()
    const past = pastOf(store, options(home.gateway))
    expect(store.asked).toBe(0)
    await Promise.all([past.permanence(), past.addresses('v4'), past.addresses('v6')])
    expect(store.asked).toBe(1)
  })

  it('is nothing of another line', async () => {
    const away = pastOf(storeOf(), options('02:00:5e:00:53:99'))
    expect(await away.permanence()).toBeUndefined()
    expect(await pastOf(storeOf(), options(home.gateway, 'fibre')).permanence()).toBeUndefined()
    // Most machines only ever see one line.
    expect(await pastOf(storeOf(), options()).permanence()).toBeDefined()
  })

  it('is what can be read of it', async () => {
    const torn = async () => failed('not-permitted')
    const runsOnly = pastOf(storeOf({ watched: torn }), options(home.gateway))
    expect(await runsOnly.permanence()).toBeUndefined()
    expect(await runsOnly.addresses('v4')).toHaveLength(1)
    const nothing = pastOf(storeOf({ watched: torn, runs: torn }), options(home.gateway))
    expect(await nothing.permanence()).toBeUndefined()
    expect(await nothing.addresses('v4')).toEqual([])
  })
})
