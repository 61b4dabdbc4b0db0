import { describe, expect, it } from 'vitest'
import { genericEntry, specificEntry } from '../../../../src/protocols/igd/mapping-table.ts'
import { addPortMapping, deletePortMapping } from '../../../../src/protocols/igd/port-mapping.ts'
import { actionOf, place, scripted, service, valuesOf } from './scripted-service.ts'
import { soapResponse } from './soap-fixture.ts'

describe('a mapping', () => {
  const mapping = {
    external: 25,
    internal: { address: '192.168.1.10', port: 61_225 },
    leaseS: 3600,
    description: 'mailworthy <25>',
  }

  it('is asked for in the order of the definition, for TCP and callers from anywhere', async () => {
    const { line, requests } = scripted(soapResponse('AddPortMapping'))
    await addPortMapping(line, place, service, mapping)
    expect(requests.map(actionOf)).toEqual(['AddPortMapping'])
    expect(requests.map(valuesOf)).toEqual([
      [
        ['NewRemoteHost', ''],
        ['NewExternalPort', '25'],
        ['NewProtocol', 'TCP'],
        ['NewInternalPort', '61225'],
        ['NewInternalClient', '192.168.1.10'],
        ['NewEnabled', '1'],
        ['NewPortMappingDescription', 'mailworthy <25>'],
        ['NewLeaseDuration', '3600'],
      ],
    ])
  })

  it('may be one that is switched off', async () => {
    const { line, requests } = scripted(soapResponse('AddPortMapping'))
    await addPortMapping(line, place, service, { ...mapping, enabled: false })
    expect(requests.flatMap(valuesOf)).toContainEqual(['NewEnabled', '0'])
  })

  it('is taken back', async () => {
    const { line, requests } = scripted(soapResponse('DeletePortMapping'))
    expect(await deletePortMapping(line, place, service, 25)).toEqual({ kind: 'done', value: undefined })
    expect(requests.map(valuesOf)).toEqual([
      [
        ['NewRemoteHost', ''],
        ['NewExternalPort', '25'],
        ['NewProtocol', 'TCP'],
      ],
    ])
  })

  it.each<[string, Partial<typeof mapping>]>([
    ['every port', { external: 0 }],
    ['a port beyond', { external: 65_536 }],
    ['half a port', { external: 25.5 }],
    ['no internal port', { internal: { address: '192.168.1.10', port: 0 } }],
    ['an IPv6 machine', { internal: { address: '2001:db8::1', port: 25 } }],
    ['a machine by name', { internal: { address: 'nas', port: 25 } }],
    ['a lease below nothing', { leaseS: -1 }],
    ['a lease without end', { leaseS: Number.POSITIVE_INFINITY }],
    ['no description', { description: '' }],
    ['a description of two lines', { description: 'a\nb' }],
    ['a description of a size', { description: 'x'.repeat(61) }],
  ])('is not asked for with %s', async (_, changed) => {
    const { line, requests } = scripted(soapResponse('AddPortMapping'))
    await expect(addPortMapping(line, place, service, { ...mapping, ...changed })).rejects.toThrow(RangeError)
    expect(requests).toEqual([])
  })

  it('is not looked up or taken back at port 0, or before the table', async () => {
    const { line, requests } = scripted('')
    await expect(specificEntry(line, place, service, 0)).rejects.toThrow(RangeError)
    await expect(deletePortMapping(line, place, service, 0)).rejects.toThrow(RangeError)
    await expect(genericEntry(line, place, service, -1)).rejects.toThrow(RangeError)
    expect(requests).toEqual([])
  })
})
