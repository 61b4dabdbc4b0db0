import { describe, expect, it } from 'vitest'
import { home, mailPorts, provider } from '../../lab/addresses.ts'
import { hairpin } from '../../lab/plan/hairpin.ts'
import { portMapping } from '../../lab/plan/port-mapping.ts'
import type { PortMapping } from '../../lab/router-spec.ts'
import type { WorldSpec } from '../../lab/spec.ts'

const programs = {
  node: '/usr/bin/node',
  internet: '/somewhere/internet.mjs',
  middlebox: '/somewhere/middlebox.mjs',
  greeter: '/somewhere/greeter.mjs',
  'login-page': '/somewhere/login-page.mjs',
  'upnp-proxy': '/somewhere/upnp-proxy.mjs',
  'pxp-responder': '/somewhere/pxp-responder.mjs',
  whoami: '/somewhere/whoami.mjs',
  globalping: '/somewhere/globalping.mjs',
  'box-page': '/somewhere/box-page.mjs',
}

function planned(wanted: PortMapping, more: WorldSpec = {}) {
  const { daemons = [], files = [], nft = '' } = portMapping({ ...more, portMapping: wanted }, programs).router ?? {}
  const text = (name: string) => files.find(({ path }) => path.endsWith(`/${name}`))?.text
  return { daemons, names: daemons.map(({ name }) => name), nft, conf: text('conf'), leases: text('leases') }
}

describe('a router that opens ports', () => {
  it('adds nothing where nothing was said', () => {
    expect(portMapping({}, programs)).toEqual({})
    expect(hairpin({}, programs)).toEqual({})
  })

  it('has all of miniupnpd unless told', () => {
    const { names, conf, daemons } = planned({})
    expect(names).toEqual(['miniupnpd'])
    expect(conf).toContain('enable_upnp=yes\nenable_natpmp=yes\nforce_igd_desc_v1=no\nsecure_mode=yes\n')
    expect(conf).toContain('ipv6_disable=yes')
    expect(conf).toContain(`allow 1-65535 ${home.network} 1-65535\ndeny `)
    expect(daemons[0]?.ready.map(({ proto, port }) => `${proto} ${port}`)).toEqual(['tcp 5000', 'udp 1900', 'udp 5351'])
  })

  it('is up when it holds the ports of what it speaks', () => {
    const ports = (wanted: PortMapping) => planned(wanted).daemons.map(({ ready }) => ready.map(({ port }) => port))
    expect(ports({ upnp: 'off' })).toEqual([[5351]])
    expect(ports({ natpmpAndPcp: false })).toEqual([[5000, 1900]])
    expect(ports({ upnp: 'off', natpmpAndPcp: false })).toEqual([])
  })

  it('is told of its words', () => {
    expect(planned({ upnp: 'igd1' }).conf).toContain('force_igd_desc_v1=yes')
    expect(planned({ allowLowPorts: false }).conf).toContain(`allow 1024-65535 ${home.network} 1024-65535`)
    expect(planned({ externalIp: provider.shared }).conf).toContain(`ext_ip=${provider.shared}\n`)
    expect(planned({ secure: false }).conf).toContain('secure_mode=no')
    expect(planned({}, { v6: 'native-firewalled' }).conf).toContain('ipv6_disable=no')
    expect(planned({ v6: false }, { v6: 'native-firewalled' }).conf).toContain('ipv6_disable=yes')
  })

  it('has what was opened before, without an end', () => {
    const entries = [
      { external: 25, to: 'neighbour' },
      { external: 993, to: 'machine', internal: 1993 },
    ] as const
    expect(planned({ entries }).leases).toBe(
      `TCP:25:${home.neighbour}:25:0:set by hand\nTCP:993:${home.machine}:1993:0:set by hand\n`,
    )
  })

  it('has a proxy before it only where there is a fault', () => {
    const { names, conf, nft } = planned({ fault: 'keeps' })
    expect(names).toEqual(['miniupnpd', 'upnp-proxy'])
    expect(nft).toContain('tcp dport 5000 redirect to :5001')
    // For miniupnpd the proxy is everybody, and calls it on the machine itself.
    expect(conf).toContain('secure_mode=no')
    expect(conf).toContain('ipv6_disable=no')
    expect(planned({}).nft).not.toContain('redirect')
  })

  it('has somebody else who answers in its place', () => {
    const { names, conf } = planned({ natpmpAndPcp: 'garbage' })
    expect(names).toEqual(['miniupnpd', 'pxp-responder'])
    expect(conf).toContain('enable_natpmp=no')
    expect(planned({ upnp: 'off', natpmpAndPcp: 'garbage' }).names).toEqual(['pxp-responder'])
  })
})

describe('calls from home to its own public address', () => {
  it('are led where calls from outside are led', () => {
    const nftOf = (spec: WorldSpec) => hairpin({ forwards: [25], hairpin: 'works', ...spec }, programs).router?.nft
    const led = `iifname "br0" ip daddr ${provider.customer} tcp dport 25 dnat ip to`
    expect(nftOf({})).toContain(`${led} ${home.machine}:25`)
    expect(nftOf({ forwardsTo: 'neighbour' })).toContain(`${led} ${home.neighbour}:25`)
    expect(nftOf({})).toContain('masquerade')
    expect(nftOf({ hairpin: 'half' })).not.toContain('masquerade')
  })

  it('are answered by the router itself', () => {
    const { daemons = [], nft } = hairpin({ hairpin: 'router-answers' }, programs).router ?? {}
    expect(daemons[0]?.ready).toHaveLength(mailPorts.length)
    expect(nft).toBeUndefined()
  })
})
