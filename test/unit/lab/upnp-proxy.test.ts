import { describe, expect, it } from 'vitest'
import { type Asked, fateOf } from '../../lab/inside/upnp-proxy/fate.ts'
import type { Fault } from '../../lab/router-spec.ts'

const service = 'urn:schemas-upnp-org:service:WANIPConnection:1'
const action = (name: string, body = '', quote = '"'): Asked => ({
  path: '/ctl/IPConn',
  soapAction: `${quote}${service}#${name}${quote}`,
  body,
})
const add = (external: number, internal: number, leaseS: number) =>
  action(
    'AddPortMapping',
    `<NewExternalPort>${external}</NewExternalPort><NewInternalPort>${internal}</NewInternalPort><NewLeaseDuration>${leaseS}</NewLeaseDuration>`,
  )
const description: Asked = { path: '/rootDesc.xml', body: '' }
const pass = { kind: 'pass' }

/** In one word what became of a request. */
function fateIn(fault: Fault, asked: Asked): string {
  const fate = fateOf(fault, asked)
  if (fate.kind !== 'answer') return fate.kind
  const told = /<errorCode>\d+|<u:\w+Response xmlns:u="[^"]+"\/>|<form>|<device>/.exec(fate.body)?.[0]
  return `${fate.status} ${fate.type.split(';')[0]} ${told}`
}
const refused = (code: number) => `500 text/xml <errorCode>${code}`
const done = (name: string) => `200 text/xml <u:${name}Response xmlns:u="${service}"/>`

describe('a router with one fault', () => {
  it.each<[Fault, Asked, string]>([
    ['forbids', add(25, 2525, 600), refused(606)],
    ['forbids', action('AddAnyPortMapping', '', ''), refused(606)],
    ['always-conflicts', add(25, 2525, 0), refused(718)],
    ['same-port-only', add(25, 2525, 600), refused(724)],
    ['same-port-only', add(25, 25, 600), 'pass'],
    ['permanent-only', add(25, 2525, 600), refused(725)],
    ['permanent-only', add(25, 2525, 0), 'pass'],
    ['permanent-only-402', add(25, 2525, 600), refused(402)],
    ['says-yes', add(25, 2525, 600), done('AddPortMapping')],
    ['keeps', action('DeletePortMapping'), done('DeletePortMapping')],
    ['keeps', add(25, 2525, 600), 'pass'],
    ['deaf', add(25, 2525, 600), 'silence'],
    ['deaf', description, 'pass'],
    ['html-description', description, '200 text/html <form>'],
    ['no-service-description', description, '200 text/xml <device>'],
  ])('%s', (fault, asked, fate) => {
    expect(fateIn(fault, asked)).toBe(fate)
  })

  it.each<Fault>(['forbids', 'says-yes', 'keeps', 'html-description', 'permanent-only'])(
    '%s leaves all else as it is',
    (fault) => {
      expect(fateOf(fault, action('GetExternalIPAddress'))).toEqual(pass)
      expect(fateOf(fault, { path: '/ctl/IPConn', body: '' })).toEqual(pass)
    },
  )

  it('that knows no end tells of none', () => {
    const fate = fateOf('permanent-only', action('GetSpecificPortMappingEntry'))
    expect(fate.kind === 'pass' && fate.rewrite?.('<NewLeaseDuration>604800</NewLeaseDuration>')).toBe(
      '<NewLeaseDuration>0</NewLeaseDuration>',
    )
  })
})
