import { describe, expect, it } from 'vitest'
import { mappedPorts } from '../../../src/checks/router/mapped-ports.ts'
import { tryPorts } from '../../../src/checks/router/trial.ts'
import { failed, success } from '../../../src/core/failure.ts'
import type { Line } from '../../../src/core/line.ts'
import { dialledPorts } from '../../../src/wire/control-port.ts'
import { homeLine } from '../protocols/router/home/home-line.ts'
import { other } from '../protocols/router/home/home-router.ts'
import { type House, house } from '../protocols/router/home/house.ts'

/** Where anybody may listen, and nobody outside looks. */
const listening = (line: Line): Line => ({
  ...line,
  listen: async ({ port }) => success({ local: { address: '0.0.0.0', port }, close: async () => {} }),
})
const trial = ({ met }: House, line: Line) =>
  tryPorts(listening(line), { met, vantage: undefined, ports: dialledPorts, served: [] })

describe('ports that are tried', () => {
  it('are opened and closed, in the order of their importance', async () => {
    const at = await house()
    const { ports } = await trial(at, at.line)
    expect(ports.map(({ port }) => port)).toEqual(dialledPorts)
    expect(ports).toEqual(ports.map((each) => ({ ...each, opening: 'opened', leaseS: 120, closing: 'gone' })))
    expect(at.router.shown()).toEqual([])
    expect(at.router.journal.notes()).toEqual([])
  })

  it('are not asked for any more, nor noted, once the run was interrupted', async () => {
    const at = await house({ upnp: false, natpmp: false })
    let asked = 0
    const { ports } = await trial(at, {
      ...at.line,
      async datagrams(options) {
        asked += 1
        return asked > 1 ? failed('cancelled') : at.line.datagrams(options)
      },
    })
    expect(ports.map(({ opening }) => opening).toSorted()).toEqual(['opened', 'silent'])
    expect(at.router.journal.notes()).toHaveLength(2)
  })

  it('are as many as there is time for, the one to compare with among them', async () => {
    const at = await house()
    const slow = homeLine(at.router, () => {
      at.router.clock.advance(600)
      return 'done'
    })
    const { ports } = await trial(at, slow.line)
    expect(ports.length).toBeLessThan(dialledPorts.length)
    expect(ports.at(-1)).toMatchObject({ port: 61_025, opening: 'opened' })
    expect(ports).toEqual(ports.map((each) => ({ ...each, closing: 'gone' })))
  })

  it('are left behind where the router shows them still', async () => {
    const at = await house()
    const deaf = homeLine(at.router, (step) => (step === 'DeletePortMapping' ? 'lost' : 'done'))
    expect((await trial(at, deaf.line)).ports[0]).toMatchObject({ opening: 'opened', closing: 'left-behind' })
  })

  it('are not said to be so by a router that does not answer any more', async () => {
    const at = await house({ upnp: false, natpmp: false })
    let asked = 0
    const silent = homeLine(at.router, (step) => (step === 'pcp' && ++asked > dialledPorts.length ? 'lost' : 'done'))
    expect((await trial(at, silent.line)).ports[0]).toMatchObject({ opening: 'opened', closing: 'not-told' })
  })

  it('are gone where somebody else has taken them since', async () => {
    const at = await house({ secure: false })
    const taken = homeLine(at.router, (step) => {
      // The first word of closing.
      if (step === 'unended') for (const external of dialledPorts) at.router.forward(external, other, 25)
      return 'done'
    })
    expect((await trial(at, taken.line)).ports).toMatchObject(dialledPorts.map(() => ({ closing: 'gone' })))
  })

  it('are led to the same ports of this machine by a router that leads to no others', async () => {
    const at = await house({ samePortOnly: true, natpmp: false, pcp: false })
    const { ports } = await trial(at, at.line)
    expect(ports).toEqual(ports.map((each) => ({ ...each, opening: 'opened', internal: each.port, closing: 'gone' })))
    expect(at.router.shown()).toEqual([])
  })

  it('are not opened by such a router where they may not be listened on', async () => {
    const at = await house({ samePortOnly: true, natpmp: false, pcp: false })
    const mayNot: Line['listen'] = async ({ port }) =>
      port < 1024 ? failed('not-permitted') : success({ local: { address: '0.0.0.0', port }, close: async () => {} })
    const { ports } = await tryPorts(
      { ...at.line, listen: mayNot },
      { met: at.met, vantage: undefined, ports: dialledPorts, served: [] },
    )
    expect(ports.filter(({ port }) => port < 1024).map(({ opening }) => opening)).toEqual(
      Array.from({ length: 5 }, () => 'same-port-only'),
    )
  })

  it('prove nothing where nobody came', async () => {
    const at = await house()
    expect(mappedPorts(await trial(at, at.line), [])).toBeNull()
  })
})
