import { describe, expect, it } from 'vitest'
import { trafficOf } from '../../../src/cli/traffic.ts'

describe('the list of who is asked what', () => {
  it('names everybody', () => {
    const asked = {
      release: '0.1.0',
      probes: [{ url: 'https://probe.example.org:8025', host: 'probe.example.org', port: 8025, pins: [] }],
      stun: [{ host: 'stun.example.net', port: 3478 }],
      servers: [
        { host: 'mx.example.com', port: 25 },
        { host: '192.0.2.25', port: 25 },
      ],
      relay: { host: 'relay.example.com', port: 587 },
      portal: { url: 'http://portal.example.com/ok.txt', body: 'ok' },
      domain: 'home.example.org',
      validation: { signed: 'signed.example', bogus: 'bogus.example', resolvers: ['192.0.2.99'] },
    }
    const text = JSON.stringify(trafficOf(asked, [{ address: '2001:db8::53', port: 53 }]))
    for (const who of [
      '[2001:db8::53]:53',
      'probe.example.org, port 8025',
      'stun.example.net, UDP port 3478',
      'mx.example.com, port 25',
      'relay.example.com, port 587',
      'http://portal.example.com/ok.txt',
      'signed.example and bogus.example',
      'names of home.example.org',
      '192.0.2.99, port 53',
    ]) {
      expect(text).toContain(who)
    }
    // Nobody is asked to look up an address.
    expect(text).not.toMatch(/addresses of [^"]*192\.0\.2\.25/)
  })

  it('leaves public resolvers out where there is no domain to ask them for', () => {
    const asked = {
      release: '0.1.0',
      probes: [],
      stun: [],
      servers: [],
      validation: { signed: 'signed.example', bogus: 'bogus.example', resolvers: ['192.0.2.99'] },
    }
    expect(JSON.stringify(trafficOf(asked, []))).not.toContain('192.0.2.99')
  })

  it('says which lists are asked about what, and no key', () => {
    const codes = { '127.0.0.2': 'abuse' } as const
    const asked = {
      release: '0.1.0',
      probes: [],
      stun: [],
      servers: [],
      blocklists: [
        { name: 'Zen', zone: 's3cret.zen.example', shownAs: 'zen.example', of: ['v4', 'v6'] as const, codes },
        { name: 'Small', zone: 'small.example', of: ['v4'] as const, codes },
        { name: 'Domains', zone: 'domains.example', of: ['domain'] as const, codes },
      ],
    }
    const told = (more: object) =>
      trafficOf({ ...asked, ...more }, [])
        .filter(({ what }) => what.startsWith('blocklist'))
        .map(({ who, what }) => `${who}: ${what}`)
    expect(told({ domain: 'home.example' })).toEqual([
      'Zen (zen.example), by way of your name server: blocklist: asked whether your public IPv4 and IPv6 address is on it, and for its two test entries.',
      'Small (small.example), by way of your name server: blocklist: asked whether your public IPv4 address is on it, and for its two test entries.',
      'Domains (domains.example), by way of your name server: blocklist: asked whether home.example is on it, and for its two test entries.',
    ])
    expect(told({})).toHaveLength(2)
    expect(JSON.stringify(trafficOf(asked, []))).not.toContain('s3cret')
  })
})
