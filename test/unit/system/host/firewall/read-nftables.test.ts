import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../../../src/core/failure.ts'
import { readNftables } from '../../../../../src/system/host/linux/firewall/read-nftables.ts'
import { linuxHost } from '../../../../../src/system/host/linux/linux-host.ts'
import type { Sources } from '../../../../../src/system/host/sources.ts'
import { ipv4, sourcesOf, type World } from '../sources-of.ts'
import { caller, listedAs, machine, type RulesetName } from './rulesets.ts'

const command = 'nft --json --stateless list ruleset'

const world = (name: RulesetName, more: World = {}): Sources =>
  sourcesOf({
    commands: {
      [command]: listedAs(name),
      [`ip -4 route get ${caller.v4}`]: `${caller.v4} via 203.0.113.1 dev eth0 src ${machine.v4} uid 0\n    cache\n`,
    },
    interfaces: { eth0: [ipv4(machine.v4, 24)], wlan0: [ipv4('192.0.2.9', 24)] },
    ...more,
  })

/** nft, ended with code 1 and these words. */
const refusing = (stderr: string): Sources => ({
  ...sourcesOf({}),
  run: async () => success({ code: 1, stdout: '', stderr }),
})

const smtp = { family: 'v4', port: 25, from: caller.v4 } as const

describe('the packet filter of this machine', () => {
  it('is asked with the interface and the address that the caller comes by', async () => {
    const told = (name: RulesetName) => linuxHost(world(name)).firewall(smtp)
    expect(await told('raw-prerouting')).toMatchObject({ value: { verdict: 'drops', by: 'nft' } })
    expect(await told('addresses')).toMatchObject({ value: { verdict: 'drops', by: 'nft' } })
    expect(await told('workstation')).toMatchObject({ value: { because: 'inet filter input: policy drop' } })
    expect(await told('nothing')).toEqual({ ok: true, value: { verdict: 'accepts', by: 'nft' } })
  })

  it('is not read again where its rules were read before', async () => {
    const rules = await readNftables(world('smtp-dropped'))
    expect(await linuxHost(sourcesOf({}), rules).firewall(smtp)).toMatchObject({ value: { verdict: 'drops' } })
    const refused = failed('not-permitted')
    expect(await linuxHost(world('nothing'), refused).firewall(smtp)).toEqual(refused)
  })

  it('is no verdict where nobody reads it', async () => {
    expect(await linuxHost(sourcesOf({})).firewall(smtp)).toMatchObject({
      value: { verdict: 'cannot-tell', by: 'none' },
    })
    const old = refusing('Error: JSON support not compiled-in')
    expect(await linuxHost(old).firewall(smtp)).toMatchObject({ value: { verdict: 'cannot-tell', by: 'none' } })
  })

  it('is for root alone', async () => {
    const told = refusing('Operation not permitted (you must be root)\nnetlink: Error: cache initialization failed')
    expect(await linuxHost(told).firewall(smtp)).toMatchObject({ ok: false, failure: 'not-permitted' })
  })

  it('is not said to accept where ip_tables has rules beside it, but is still said to drop', async () => {
    const files = { '/proc/net/ip_tables_names': 'filter\n', '/proc/net/ip6_tables_names': '\n' }
    const told = (name: RulesetName) => linuxHost(world(name, { files })).firewall(smtp)
    expect(await told('nothing')).toMatchObject({ value: { verdict: 'cannot-tell', by: 'nft' } })
    expect(await told('smtp-dropped')).toMatchObject({ value: { verdict: 'drops', by: 'nft' } })
    expect(await linuxHost(world('nothing', { files })).firewall({ family: 'v6', port: 25 })).toMatchObject({
      value: { verdict: 'accepts' },
    })
  })
})
