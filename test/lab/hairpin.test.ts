import { expect, it } from 'vitest'
import { home, hosts, mailPorts, provider } from './addresses.ts'
import { heardOn, sayAtHome } from './classic.ts'
import { describeInLab } from './describe-in-lab.ts'
import { raise } from './raise.ts'
import { mapped } from './upnpc.ts'

/** A port of the machine at home that anybody may listen on. */
const high = 61_225
const hello = 'hello from home'

describeInLab('calls from home to its own public address', () => {
  it.concurrent.for([
    [undefined, 'refused', 'refused'],
    ['works', hello, 'refused'],
    ['router-answers', '220 router-inside.test ESMTP', '220 router-inside.test ESMTP'],
    ['half', 'timed-out', 'refused'],
  ] as const)('%s: %s on a port that is forwarded, %s on another', async ([hairpin, on25, on587], { onTestFailed }) => {
    await using world = await raise({ forwards: [25], ...(hairpin === undefined ? {} : { hairpin }) }, onTestFailed)
    await sayAtHome(world, home.machine, 25, hello)
    const calls = (port: number) => heardOn(world, 'home', provider.customer, port)
    expect([await calls(25), await calls(587)]).toEqual([on25, on587])
    if (on25 !== hello) expect(await heardOn(world, 'inet', provider.customer, 25)).toBe(hello)
    expect(await heardOn(world, 'inet', provider.customer, 587)).toBe('timed-out')
  })

  it.concurrent('a port that was opened on demand is open from outside alone', async ({ onTestFailed }) => {
    await using world = await raise({ forwards: mailPorts.slice(1), hairpin: 'works', portMapping: {} }, onTestFailed)
    await sayAtHome(world, home.machine, high, hello)
    const to = { address: home.machine, port: high }
    expect(await mapped(world, { external: 25, to }, 600)).toBe('done')
    expect(await heardOn(world, 'home', provider.customer, 25)).toBe('refused')
    expect(await heardOn(world, 'inet', provider.customer, 25)).toBe(hello)
    expect(await heardOn(world, 'home', hosts.mx.v4, 25)).toMatch(/^220 /)
  })
})
