import { describe, expect, it } from 'vitest'
import type { KeepEvent } from '../../../../src/protocols/router/keep-event.ts'
import { keepMappings } from '../../../../src/protocols/router/keep-mappings.ts'
import { meetRouter } from '../../../../src/protocols/router/meet-router.ts'
import { openMapping } from '../../../../src/protocols/router/open-mapping.ts'
import { homeLine, place } from './home/home-line.ts'
import { HomeRouter, here } from './home/home-router.ts'
import { wanted } from './home/house.ts'

import { isAsBefore, keep } from './home/keep.ts'

describe('the end', () => {
  it('comes in the middle of a request whose answer never comes: what may have been done is undone', async () => {
    const life = new AbortController()
    const router = new HomeRouter()
    const { line } = homeLine(router, (step) => {
      if (step !== 'AddPortMapping') return life.signal.aborted ? 'lost' : 'done'
      life.abort()
      return 'unanswered'
    })
    const events: KeepEvent[] = []
    await keepMappings(line, {
      wanted: [wanted],
      speech: 'auto',
      meet: (over) => meetRouter(over, place, 1000),
      signal: life.signal,
      undoLine: homeLine(router).line,
      onEvent: (event) => events.push(event),
    })
    expect(events).toEqual([{ kind: 'closed', external: 25, closing: { kind: 'gone', proof: 'seen' } }])
    isAsBefore(router)
  })

  it('leaves what others on this machine hold', async () => {
    const router = new HomeRouter()
    const { line } = homeLine(router)
    const met = await meetRouter(line, place, 1000)
    await openMapping(line, met, { ...wanted, external: 465 }, 'auto')
    const life = new AbortController()
    const pause = async () => life.abort()
    const clock = { ...line.clock, pause }
    const closed = await keepMappings(
      { ...line, clock },
      {
        wanted: [wanted],
        speech: 'auto',
        meet: async () => met,
        signal: life.signal,
        undoLine: line,
        onEvent: () => {},
      },
    )
    expect(closed).toHaveLength(1)
    expect(router.shown()).toEqual([`465 -> ${here}:61225`])
  })

  it('says what is left behind: the router is gone, or the journal', async () => {
    const gone = await keep({
      at: { 600: (router) => Object.assign(router.habits, { upnp: false, pcp: false, natpmp: false }) },
      forS: 700,
    })
    expect(gone.closed).toMatchObject([{ external: 25, closing: { kind: 'left-behind' } }])
    expect(gone.router.journal.notes()).toHaveLength(1)
    const blind = await keep({ at: { 600: (router) => Object.assign(router.journal, { broken: true }) }, forS: 600 })
    expect(blind.closed).toEqual([{ external: 25, closing: { kind: 'gone', proof: 'seen' } }])
    expect(blind.router.shown()).toEqual([])
  })

  it('comes when the line is over, whatever the signal says', async () => {
    const router = new HomeRouter()
    const { line } = homeLine(router)
    const clock = { ...line.clock, pause: async () => {} }
    const closed = await keepMappings(
      { ...line, clock },
      {
        wanted: [wanted],
        speech: 'auto',
        meet: (over) => meetRouter(over, place, 1000),
        signal: new AbortController().signal,
        undoLine: line,
        onEvent: () => {},
      },
    )
    expect(closed).toHaveLength(1)
    isAsBefore(router)
  })
})
