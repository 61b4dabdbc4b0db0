import { describe, expect, it } from 'vitest'
import { linkState } from '../../../../src/system/host/linux/link-state.ts'
import { linuxHost } from '../../../../src/system/host/linux/linux-host.ts'
import { sourcesOf } from './sources-of.ts'

const printed = (stdout: string) => ({ code: 0, stdout, stderr: '' })

describe('whether an interface has a cable at its end', () => {
  it.each([
    ['all is well', '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq state UP', 'up'],
    ['one end of a pair', '7: eth0@if6: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500', 'up'],
    ['the cable was pulled', '2: eth0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 state DOWN', 'no-carrier'],
    ['a wireless card without a network', '3: wlan0: <BROADCAST,UP,DORMANT,LOWER_UP> mtu 1500', 'no-carrier'],
    ['it was switched off', '2: eth0: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN', 'off'],
    ['something else', 'Usage: ip [ OPTIONS ] OBJECT', undefined],
    ['nothing', '', undefined],
  ])('%s', (_, text, state) => {
    expect(linkState(printed(text))).toBe(state)
  })

  it('an adapter that was pulled out is off, whichever tool says so', () => {
    expect(linkState({ code: 1, stdout: '', stderr: 'Device "eth0" does not exist.\n' })).toBe('off')
    expect(linkState({ code: 1, stdout: '', stderr: "ip: can't find device 'eth0'\n" })).toBe('off')
    expect(linkState({ code: 255, stdout: '', stderr: 'Cannot open netlink socket\n' })).toBeUndefined()
  })

  it('is asked of the tool by the name alone, and not where that is none', async () => {
    const up = '2: eth0: <UP,LOWER_UP> mtu 1500'
    const host = linuxHost(sourcesOf({ commands: { 'ip link show dev eth0': up, 'ip link show dev -br': up } }))
    expect(await host.link?.('eth0')).toBe('up')
    expect(await host.link?.('wlan0')).toBeUndefined()
    expect(await host.link?.('-br')).toBeUndefined()
    expect(await host.link?.('../eth0')).toBeUndefined()
  })
})
