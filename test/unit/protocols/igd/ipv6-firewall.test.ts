import { describe, expect, it } from 'vitest'
import {
  addPinhole,
  deletePinhole,
  firewallStatus,
  updatePinhole,
} from '../../../../src/protocols/igd/ipv6-firewall.ts'
import { serviceAt } from '../../../../src/protocols/igd/service-at.ts'
import { actionOf, scripted, service, valuesOf } from './scripted-service.ts'
import { soapResponse } from './soap-fixture.ts'

const place6 = { family: 'v6', address: 'fe80::1%eth0', local: '2001:db8:1::10' } as const

describe('the IPv6 firewall', () => {
  const firewall = serviceAt(service, place6)
  const internal = { address: place6.local, port: 2525 }

  it('is spoken to over IPv6, the zone left out of the URL', async () => {
    const { line, requests } = scripted(
      soapResponse('GetFirewallStatus', { FirewallEnabled: 1, InboundPinholeAllowed: 0 }),
    )
    expect(await firewallStatus(line, place6, firewall)).toEqual({
      kind: 'done',
      value: { enabled: true, pinholesAllowed: false },
    })
    expect(requests[0]).toMatchObject({
      url: 'http://[fe80::1]:5000/ctl/IPConn',
      address: 'fe80::1%eth0',
      from: '2001:db8:1::10',
    })
  })

  it.each([{}, { FirewallEnabled: 1 }, { FirewallEnabled: 'on', InboundPinholeAllowed: 1 }])(
    'is not understood with %o',
    async (values) => {
      const { line } = scripted(soapResponse('GetFirewallStatus', values))
      expect(await firewallStatus(line, place6, firewall)).toEqual({ kind: 'failed', failure: 'malformed' })
    },
  )

  it('makes a hole, keeps it and closes it', async () => {
    const { line, requests } = scripted((request) => soapResponse(actionOf(request), { UniqueID: 7 }))
    expect(await addPinhole(line, place6, firewall, { internal, leaseS: 600 })).toEqual({ kind: 'done', value: 7 })
    expect(await updatePinhole(line, place6, firewall, { id: 7, leaseS: 300 })).toMatchObject({ kind: 'done' })
    expect(await deletePinhole(line, place6, firewall, 7)).toMatchObject({ kind: 'done' })
    expect(requests.map((request) => [actionOf(request), valuesOf(request)])).toEqual([
      [
        'AddPinhole',
        [
          ['RemoteHost', ''],
          ['RemotePort', '0'],
          ['InternalClient', '2001:db8:1::10'],
          ['InternalPort', '2525'],
          ['Protocol', '6'],
          ['LeaseTime', '600'],
        ],
      ],
      [
        'UpdatePinhole',
        [
          ['UniqueID', '7'],
          ['NewLeaseTime', '300'],
        ],
      ],
      ['DeletePinhole', [['UniqueID', '7']]],
    ])
  })

  it.each(['', '-1', '65536', 'seven'])('does not understand the id %j', async (id) => {
    const { line } = scripted(soapResponse('AddPinhole', { UniqueID: id }))
    expect(await addPinhole(line, place6, firewall, { internal, leaseS: 600 })).toEqual({
      kind: 'failed',
      failure: 'malformed',
    })
  })

  it('is not asked for what it cannot do', async () => {
    const { line, requests } = scripted('')
    const bad = [
      { internal: { ...internal, port: 0 }, leaseS: 600 },
      { internal: { ...internal, address: '192.168.1.10' }, leaseS: 600 },
      { internal: { ...internal, address: 'fe80::2%eth0' }, leaseS: 600 },
      { internal, leaseS: 0 },
      { internal, leaseS: 86_401 },
    ]
    for (const one of bad) await expect(addPinhole(line, place6, firewall, one)).rejects.toThrow(RangeError)
    await expect(updatePinhole(line, place6, firewall, { id: 1, leaseS: 0 })).rejects.toThrow(RangeError)
    await expect(deletePinhole(line, place6, firewall, 65_536)).rejects.toThrow(RangeError)
    expect(requests).toEqual([])
  })
})
