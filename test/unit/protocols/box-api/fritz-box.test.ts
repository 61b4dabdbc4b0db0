import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../../src/core/failure.ts'
import { addressAction, prefixAction } from '../../../../src/protocols/box-api/fritz-ipv6.ts'
import { readFritzBox } from '../../../../src/protocols/box-api/read-fritz-box.ts'
import { actionOf, type Answer, place, scripted } from '../igd/scripted-service.ts'
import { soapFault, soapResponse } from '../igd/soap-fixture.ts'

const prefix = soapResponse('X_AVM_DE_GetIPv6Prefix', {
  NewIPv6Prefix: '2001:db8:1:2200::',
  NewPrefixLength: 56,
  NewValidLifetime: 501,
  NewPreferedLifetime: 451,
})
const address6 = soapResponse('X_AVM_DE_GetExternalIPv6Address', {
  NewExternalIPv6Address: '2001:db8:0:1::7',
  NewPrefixLength: 64,
})
const address4 = soapResponse('GetExternalIPAddress', { NewExternalIPAddress: '203.0.113.7' })

interface Answers {
  readonly prefix?: Answer
  readonly v6?: Answer
  readonly v4?: Answer
}

function box(answers: Answers = {}) {
  return scripted((request) => {
    switch (actionOf(request)) {
      case 'X_AVM_DE_GetIPv6Prefix':
        return answers.prefix ?? prefix
      case 'X_AVM_DE_GetExternalIPv6Address':
        return answers.v6 ?? address6
      default:
        return answers.v4 ?? address4
    }
  })
}

const refusal = (code: number) => ({ status: 500, body: soapFault(code) })

describe('readFritzBox', () => {
  it('tells both families and the prefix of the house', async () => {
    const { line, requests } = box()
    expect(await readFritzBox(line, place)).toEqual(
      success({ v4: '203.0.113.7', v6: '2001:db8:0:1::7', prefix: '2001:db8:1:2200::/56' }),
    )
    expect(new Set(requests.map(({ url, address }) => `${url} ${address}`))).toEqual(
      new Set(['http://192.168.1.1:49000/igdupnp/control/WANIPConn1 192.168.1.1']),
    )
  })

  it('tells that there is no IPv4 behind DS-Lite', async () => {
    const { line } = box({ v4: soapResponse('GetExternalIPAddress', { NewExternalIPAddress: '' }) })
    expect(await readFritzBox(line, place)).toEqual(success({ v6: '2001:db8:0:1::7', prefix: '2001:db8:1:2200::/56' }))
  })

  it.each<[string, Answers]>([
    [
      'as nothing',
      {
        prefix: soapResponse('X_AVM_DE_GetIPv6Prefix', { NewIPv6Prefix: '', NewPrefixLength: 0 }),
        v6: soapResponse('X_AVM_DE_GetExternalIPv6Address', { NewExternalIPv6Address: '', NewPrefixLength: 0 }),
      },
    ],
    [
      'as ::',
      {
        prefix: soapResponse('X_AVM_DE_GetIPv6Prefix', { NewIPv6Prefix: '::', NewPrefixLength: 0 }),
        v6: soapResponse('X_AVM_DE_GetExternalIPv6Address', { NewExternalIPv6Address: '::', NewPrefixLength: 0 }),
      },
    ],
    ['by a fault', { prefix: refusal(501), v6: refusal(501) }],
  ])('tells that there is no IPv6, said %s', async (_, answers) => {
    expect(await readFritzBox(box(answers).line, place)).toEqual(success({ v4: '203.0.113.7' }))
  })

  it('asks no more of a router that is another', async () => {
    const { line, requests } = box({ prefix: refusal(401) })
    expect(await readFritzBox(line, place)).toMatchObject({ ok: false, failure: 'malformed' })
    expect(requests).toHaveLength(1)
  })

  it.each<[string, Answers]>([
    ['the prefix', { prefix: failed('refused') }],
    ['the IPv6 address', { v6: failed('refused') }],
    ['the IPv4 address', { v4: failed('refused') }],
  ])('passes on why %s was not told', async (_, answers) => {
    expect(await readFritzBox(box(answers).line, place)).toEqual(failed('refused'))
  })

  it('takes no login page for an answer', async () => {
    const page = { status: 200, body: '<html><body>Login</body></html>' }
    expect(await readFritzBox(box({ prefix: page }).line, place)).toEqual(failed('malformed'))
  })
})

describe('the IPv6 of a FRITZ!Box', () => {
  const values = (address: string, length: string) => ({ NewIPv6Prefix: address, NewPrefixLength: length })

  it.each([
    ['2001:db8:1:2200::/56', '56'],
    ['2001:DB8:1:2200:0:0:0:0', '56'],
  ])('is read from %s', (address, length) =>
    expect(prefixAction.read(values(address, length))).toEqual(success('2001:db8:1:2200::/56')),
  )

  it.each([
    ['203.0.113.0', '24'],
    ['2001:db8::', '129'],
    ['2001:db8::', '0'],
    ['2001:db8::', ''],
    ['2001:db8::', '-1'],
    ['2001:db8::', '5.6'],
    ['2001:db8::/56/56', '56'],
    ['house', '56'],
  ])('is not read from %s, %s', (address, length) =>
    expect(prefixAction.read(values(address, length))).toMatchObject({ ok: false, failure: 'malformed' }),
  )

  it('is not read from an answer that lacks it', () => {
    expect(prefixAction.read({})).toMatchObject({ ok: false, failure: 'malformed' })
    expect(addressAction.read({})).toMatchObject({ ok: false, failure: 'malformed' })
  })

  it('takes any text without throwing', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789abcdef::/.% ') })
    fc.assert(
      fc.property(text, text, (address, length) => {
        const read = prefixAction.read(values(address, length))
        if (read.ok && read.value !== undefined) expect(read.value).toMatch(/^[\da-f:.]+\/\d{1,3}$/)
        addressAction.read({ NewExternalIPv6Address: address })
      }),
    )
  })
})
