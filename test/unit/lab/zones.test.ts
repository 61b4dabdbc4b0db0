import { describe, expect, it } from 'vitest'
import { reverseName } from '../../lab/plan/zones.ts'

describe('the name of a reverse record', () => {
  it.each([
    ['25.203.113.7', '7.113.203.25.in-addr.arpa.'],
    ['2a25:198:51::10', '0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.5.0.0.8.9.1.0.5.2.a.2.ip6.arpa.'],
    ['2001:db8:1:2:3:4:5:6', '6.0.0.0.5.0.0.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.'],
  ])('%s', (address, name) => {
    expect(reverseName(address)).toBe(name)
  })
})
