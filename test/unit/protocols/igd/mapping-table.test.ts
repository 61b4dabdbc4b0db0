import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical } from '../../../../src/protocols/addresses.ts'
import { genericEntry, specificEntry } from '../../../../src/protocols/igd/mapping-table.ts'
import { readSoapReply } from '../../../../src/protocols/igd/soap-reply.ts'
import { readWholeEntry } from '../../../../src/protocols/igd/table-entry.ts'
import { type Answer, place, scripted, service, valuesOf } from './scripted-service.ts'
import { soapFault, soapResponse } from './soap-fixture.ts'

const row = {
  NewInternalPort: 61_225,
  NewInternalClient: '192.168.1.10',
  NewEnabled: 1,
  NewPortMappingDescription: 'mailworthy',
  NewLeaseDuration: 3600,
}
const entry = {
  external: 25,
  internal: { address: '192.168.1.10', port: 61_225 },
  leaseS: 3600,
  enabled: true,
  description: 'mailworthy',
  remoteHost: '',
}

describe('specificEntry', () => {
  const ask = (answer: Answer) => specificEntry(scripted(answer).line, place, service, 25)
  const told = (changed: object) => ask(soapResponse('GetSpecificPortMappingEntry', { ...row, ...changed }))

  it('asks for callers from anywhere', async () => {
    const { line, requests } = scripted(soapResponse('GetSpecificPortMappingEntry', row))
    expect(await specificEntry(line, place, service, 25)).toEqual({ kind: 'done', value: entry })
    expect(requests.map(valuesOf)).toEqual([
      [
        ['NewRemoteHost', ''],
        ['NewExternalPort', '25'],
        ['NewProtocol', 'TCP'],
      ],
    ])
  })

  it('is null where there is none, and a fault for all else', async () => {
    expect(await ask({ status: 500, body: soapFault(714) })).toEqual({ kind: 'done', value: null })
    expect(await ask(soapFault(714))).toEqual({ kind: 'done', value: null })
    expect(await ask(soapFault(401))).toMatchObject({ kind: 'fault', code: 401 })
  })

  it.each([
    ['for ever', { NewLeaseDuration: 0 }, { leaseS: 0 }],
    ['no lease told', { NewLeaseDuration: '' }, { leaseS: 0 }],
    ['off', { NewEnabled: 0 }, { enabled: false }],
    ['off in words', { NewEnabled: 'False' }, { enabled: false }],
    ['on in words', { NewEnabled: 'yes' }, { enabled: true }],
    ['not told whether it is on', { NewEnabled: '' }, { enabled: true }],
    ['signs in the description', { NewPortMappingDescription: 'a &lt;b&gt; &amp; c' }, { description: 'a <b> & c' }],
    ['a long description', { NewPortMappingDescription: 'x'.repeat(999) }, { description: 'x'.repeat(120) }],
  ])('reads %s', async (_, changed, expected) => {
    expect(await told(changed)).toEqual({ kind: 'done', value: { ...entry, ...expected } })
  })

  it.each([
    ['a client that is no address', { NewInternalClient: 'nas' }],
    ['no client', { NewInternalClient: '' }],
    ['port 0', { NewInternalPort: 0 }],
    ['a port beyond', { NewInternalPort: 65_536 }],
    ['a port in words', { NewInternalPort: '25 or so' }],
    ['a lease below nothing', { NewLeaseDuration: -1 }],
    ['a lease beyond four bytes', { NewLeaseDuration: '9999999999' }],
  ])('does not understand %s', async (_, changed) => {
    expect(await told(changed)).toEqual({ kind: 'failed', failure: 'malformed' })
  })
})

describe('genericEntry', () => {
  const whole = { NewRemoteHost: '', NewExternalPort: 25, NewProtocol: 'TCP', ...row }
  const ask = (answer: Answer) => genericEntry(scripted(answer).line, place, service, 3)
  const told = (changed: object) => ask(soapResponse('GetGenericPortMappingEntry', { ...whole, ...changed }))

  it('asks by place', async () => {
    const { line, requests } = scripted(soapResponse('GetGenericPortMappingEntry', whole))
    expect(await genericEntry(line, place, service, 3)).toEqual({ kind: 'done', value: { ...entry, protocol: 'TCP' } })
    expect(requests.map(valuesOf)).toEqual([[['NewPortMappingIndex', '3']]])
  })

  it.each([713, 714, 402])('ends with %i', async (code) => {
    expect(await ask({ status: 500, body: soapFault(code) })).toEqual({ kind: 'done', value: 'end' })
  })

  it('does not end with other faults', async () => {
    expect(await ask(soapFault(606))).toMatchObject({ kind: 'fault', code: 606 })
  })

  it.each([
    ['UDP in small letters', { NewProtocol: 'udp' }, { protocol: 'UDP' }],
    ['all ports', { NewExternalPort: 0 }, { external: 0 }],
    ['callers from one host', { NewRemoteHost: '198.51.100.9' }, { remoteHost: '198.51.100.9' }],
    ['callers from anywhere, in another way', { NewRemoteHost: '0.0.0.0' }, { remoteHost: '' }],
  ])('reads %s', async (_, changed, expected) => {
    expect(await told(changed)).toEqual({ kind: 'done', value: { ...entry, protocol: 'TCP', ...expected } })
  })

  it.each([{ NewProtocol: 'SCTP' }, { NewProtocol: '' }, { NewExternalPort: '' }, { NewExternalPort: 70_000 }])(
    'does not understand %o',
    async (changed) => expect(await told(changed)).toEqual({ kind: 'failed', failure: 'malformed' }),
  )

  it('reads every entry back, and never throws', () => {
    const port = fc.integer({ min: 1, max: 65_535 })
    fc.assert(
      fc.property(port, port, fc.ipV4(), fc.nat(), fc.boolean(), (external, internal, client, leaseS, enabled) => {
        const text = soapResponse('X', {
          ...whole,
          NewExternalPort: external,
          NewInternalPort: internal,
          NewInternalClient: client,
          NewLeaseDuration: leaseS,
          NewEnabled: Number(enabled),
        })
        const reply = readSoapReply(text, 'X')
        expect(reply?.kind === 'response' && readWholeEntry(reply.values)).toEqual({
          ok: true,
          value: {
            ...entry,
            protocol: 'TCP',
            external,
            internal: { address: canonical(client), port: internal },
            leaseS,
            enabled,
          },
        })
      }),
    )
    const anything = fc.oneof(fc.string(), fc.constantFrom('1', 'TCP', '192.168.1.1', ''), fc.object({ maxDepth: 1 }))
    fc.assert(
      fc.property(fc.record(Object.fromEntries(Object.keys(whole).map((name) => [name, anything]))), (values) => {
        const read = readWholeEntry(values)
        if (read.ok) expect(canonical(read.value.internal.address)).toBe(read.value.internal.address)
      }),
    )
  })
})
