import { describe, expect, it } from 'vitest'
import { failed } from '../../../../src/core/failure.ts'
import { externalAddress } from '../../../../src/protocols/igd/external-address.ts'
import { addPortMapping } from '../../../../src/protocols/igd/port-mapping.ts'
import { serviceAt } from '../../../../src/protocols/igd/service-at.ts'
import { statusInfo } from '../../../../src/protocols/igd/status-info.ts'
import { type Answer, actionOf, place, scripted, service } from './scripted-service.ts'
import { soapFault, soapResponse } from './soap-fixture.ts'

describe('every action', () => {
  it('is asked of the router alone, within bounds', async () => {
    const { line, requests } = scripted(soapResponse('GetStatusInfo', { NewConnectionStatus: 'Connected' }))
    const elsewhere = { ...service, url: 'http://192.0.2.66:5000/ctl?a=b' }
    await statusInfo(line, place, elsewhere)
    await statusInfo(line, place, service, 300)
    await statusInfo(line, place, service, 60_000)
    expect(requests[0]).toMatchObject({
      method: 'POST',
      url: 'http://192.168.1.1:5000/ctl?a=b',
      address: '192.168.1.1',
      from: '192.168.1.10',
    })
    expect(requests.map(({ ms }) => ms)).toEqual([1500, 300, 1500])
    expect(requests[0]?.maxBytes).toBeLessThanOrEqual(262_144)
  })

  it.each<[string, Answer, unknown]>([
    [
      'a fault with 500',
      { status: 500, body: soapFault(501, 'ActionFailed') },
      { kind: 'fault', code: 501, says: 'ActionFailed' },
    ],
    ['a fault with 200', soapFault(718, 'Conflict'), { kind: 'fault', code: 718, says: 'Conflict' }],
    ['no answer', failed('timed-out'), { kind: 'failed', failure: 'timed-out' }],
    ['too much', failed('too-much'), { kind: 'failed', failure: 'too-much' }],
    ['an empty success', '', { kind: 'failed', failure: 'malformed' }],
    ['a login page', '<html><body>Log in</body></html>', { kind: 'failed', failure: 'malformed' }],
    ['a redirect', { status: 302, body: '' }, { kind: 'failed', failure: 'malformed' }],
    [
      'a redirect with a response',
      { status: 307, body: soapResponse('AddPortMapping') },
      { kind: 'failed', failure: 'malformed' },
    ],
    [
      'a response with 500',
      { status: 500, body: soapResponse('AddPortMapping') },
      { kind: 'failed', failure: 'malformed' },
    ],
    ['another response', soapResponse('DeletePortMapping'), { kind: 'failed', failure: 'malformed' }],
    ['the response', soapResponse('AddPortMapping'), { kind: 'done', value: undefined }],
  ])('tells %s', async (_, answer, ended) => {
    const mapping = { external: 25, internal: { address: place.local, port: 61_225 }, leaseS: 0, description: 'x' }
    expect(await addPortMapping(scripted(answer).line, place, service, mapping)).toEqual(ended)
  })
})

describe('externalAddress', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    [' 10.0.0.1 ', '10.0.0.1'],
    ['100.64.1.7', '100.64.1.7'],
    ['0.0.0.0', undefined],
    ['127.0.0.1', undefined],
    ['', undefined],
    ['unknown', undefined],
    ['203.0.113', undefined],
    ['2001:db8::1', undefined],
  ])('reads %j', async (said, value) => {
    const { line, requests } = scripted(soapResponse('GetExternalIPAddress', { NewExternalIPAddress: said }))
    expect(await externalAddress(line, place, service)).toEqual({ kind: 'done', value })
    expect(requests.map(actionOf)).toEqual(['GetExternalIPAddress'])
  })

  it('is absent where nothing is told', async () => {
    const { line } = scripted(soapResponse('GetExternalIPAddress'))
    expect(await externalAddress(line, place, service)).toEqual({ kind: 'done', value: undefined })
  })
})

describe('statusInfo', () => {
  it('gives the router’s word, bounded', async () => {
    const said = (status: string) => scripted(soapResponse('GetStatusInfo', { NewConnectionStatus: status })).line
    expect(await statusInfo(said('Disconnected'), place, service)).toEqual({ kind: 'done', value: 'Disconnected' })
    expect(await statusInfo(said('x'.repeat(999)), place, service)).toEqual({ kind: 'done', value: 'x'.repeat(120) })
    expect(await statusInfo(said(''), place, service)).toEqual({ kind: 'failed', failure: 'malformed' })
  })
})

describe('serviceAt', () => {
  it('keeps port, path and type', () => {
    const at = (address: string) =>
      serviceAt({ ...service, url: 'http://192.168.1.1/a?b' }, { family: 'v6', address, local: '2001:db8::2' }).url
    expect(serviceAt(service, place)).toEqual(service)
    expect(at('2001:db8::1')).toBe('http://[2001:db8::1]/a?b')
    expect(() => serviceAt({ ...service, url: 'ftp://x/' }, place)).toThrow(RangeError)
  })
})
