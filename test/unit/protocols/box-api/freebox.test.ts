import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../../src/core/failure.ts'
import { freeboxVersion } from '../../../../src/protocols/box-api/freebox-version.ts'
import { readFreebox } from '../../../../src/protocols/box-api/read-freebox.ts'
import { silentLine } from '../../silent-line.ts'
import { place, scripted } from '../igd/scripted-service.ts'

const said = {
  uid: '00000000000000000000000000000000',
  device_name: 'Freebox Server',
  api_version: '8.2',
  api_base_url: '/api/',
  device_type: 'FreeboxServer7,1',
  box_model: 'fbxgw7-r1/full',
  box_model_name: 'Freebox v7 (r1)',
  https_available: true,
  https_port: 12_345,
}
const body = JSON.stringify(said)

describe('freeboxVersion', () => {
  it('tells the model, and nothing that tells one box from another', () => {
    expect(freeboxVersion(body)).toEqual(success({ model: 'Freebox v7 (r1)', apiVersion: '8.2' }))
  })

  it('takes the type of an older box for its model', () => {
    const { box_model_name: _, ...older } = said
    expect(freeboxVersion(JSON.stringify(older))).toEqual(success({ model: 'FreeboxServer7,1', apiVersion: '8.2' }))
  })

  it.each([
    ['a login page', '<html>'],
    ['nothing', '{}'],
    ['a list', `[${body}]`],
    ['no version', JSON.stringify({ ...said, api_version: 'latest' })],
    ['an endless version', JSON.stringify({ ...said, api_version: '1'.repeat(9) })],
    ['a place elsewhere', JSON.stringify({ ...said, api_base_url: 'http://example.test/' })],
    ['an endless model', JSON.stringify({ ...said, device_type: 'x'.repeat(81) })],
  ])('does not take %s', (_, wrong) => expect(freeboxVersion(wrong)).toMatchObject({ ok: false, failure: 'malformed' }))

  it('takes what is cut off for nothing, and any other change without throwing', () => {
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.string({ maxLength: 3 }), fc.json(), (at, put, json) => {
        expect(freeboxVersion(body.slice(0, at)).ok).toBe(false)
        freeboxVersion(body.slice(0, at) + put + body.slice(at + 1))
        expect(freeboxVersion(json).ok).toBe(false)
      }),
    )
  })
})

describe('readFreebox', () => {
  it('asks the router, and nobody else', async () => {
    const { line, requests } = scripted(body)
    expect(await readFreebox(line, place)).toMatchObject({ ok: true, value: { model: 'Freebox v7 (r1)' } })
    expect(requests).toMatchObject([{ method: 'GET', url: 'http://192.168.1.1/api_version', address: '192.168.1.1' }])
  })

  it('asks it over IPv6 too', async () => {
    const { line, requests } = scripted(body)
    await readFreebox(line, { family: 'v6', address: 'fe80::1%eth0', local: '2001:db8::10' })
    expect(requests).toMatchObject([{ url: 'http://[fe80::1]/api_version', address: 'fe80::1%eth0' }])
  })

  it.each([
    [404, 'malformed'],
    [302, 'malformed'],
    [403, 'not-permitted'],
  ])('takes %i for %s', async (status, failure) => {
    expect(await readFreebox(scripted({ status, body }).line, place)).toMatchObject({ ok: false, failure })
  })

  it('passes on why nobody answered', async () => {
    expect(await readFreebox(silentLine(), place)).toEqual(failed('network-unreachable'))
  })
})
