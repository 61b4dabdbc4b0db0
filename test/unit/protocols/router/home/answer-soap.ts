import type { HttpRequest } from '../../../../../src/core/line.ts'
import { soapFault, soapResponse } from '../../igd/soap-fixture.ts'
import { type Forward, type HomeRouter } from './home-router.ts'

/** What the router's UPnP answers, and does. */
export function answerSoap(
  router: HomeRouter,
  request: HttpRequest,
): { readonly status: number; readonly body: string } {
  const action = /#(\w+)"/.exec(request.headers?.['SOAPAction'] ?? '')?.[1] ?? ''
  const given = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(request.body ?? '')?.[1] ?? ''
  const ended = act(router, action, given, request.from ?? '')
  return typeof ended === 'number'
    ? { status: 500, body: soapFault(ended, `no ${ended}`) }
    : { status: 200, body: soapResponse(action, ended) }
}

type Values = Readonly<Record<string, string | number>>

/** The values of a response, or the code of a fault. */
function act(router: HomeRouter, action: string, given: (name: string) => string, caller: string): Values | number {
  const { habits } = router
  const external = Number(given('NewExternalPort'))
  const there = router.table.get(external)
  switch (action) {
    case 'GetExternalIPAddress':
      return { NewExternalIPAddress: habits.wan }
    case 'GetStatusInfo':
      return { NewConnectionStatus: 'Connected' }
    case 'GetSpecificPortMappingEntry':
      if (habits.hidesTable) return 401
      return there === undefined ? 714 : lineOf(router, there)
    case 'GetGenericPortMappingEntry':
      return genericEntry(router, Number(given('NewPortMappingIndex')))
    case 'AddPortMapping':
      return addPortMapping(router, external, given, caller)
    case 'DeletePortMapping':
      router.witness(`delete ${external}`, (change) => change.external === external)
      if (there === undefined) return 714
      if (habits.secure && there.address !== caller) return 606
      router.remove(external)
      return {}
    default:
      return actOnFirewall(router, action, given, caller)
  }
}

function addPortMapping(
  router: HomeRouter,
  external: number,
  given: (name: string) => string,
  caller: string,
): Values | number {
  const { habits } = router
  const leaseS = Number(given('NewLeaseDuration'))
  const forward: Forward = {
    address: given('NewInternalClient'),
    port: Number(given('NewInternalPort')),
    endsMs: router.endOf(leaseS),
    enabled: given('NewEnabled') === '1',
    description: unescaped(given('NewPortMappingDescription')),
  }
  const isFor = (one: { readonly address: string; readonly port: number } | undefined) =>
    one?.address === forward.address && one.port === forward.port
  router.witness(
    `add ${external}`,
    ({ external: noted, internal, before }) => noted === external && (isFor(internal) || isFor(before?.internal)),
  )
  if (habits.wan === '') return 501
  if (!habits.allows(external)) return habits.igd1 ? 718 : 606
  if (habits.secure && forward.address !== caller) return 718
  if (habits.permanentOnly !== false && leaseS !== 0) return habits.permanentOnly
  if (habits.samePortOnly && external !== forward.port) return 724
  const there = router.table.get(external)
  if (there !== undefined && there.address !== forward.address) return 718
  router.write(external, forward)
  return {}
}

function genericEntry(router: HomeRouter, index: number): Values | number {
  if (router.habits.hidesTable) return 401
  const lines = [...router.table].map(([external, forward]) => ({
    NewRemoteHost: '',
    NewExternalPort: external,
    NewProtocol: 'TCP',
    ...lineOf(router, forward),
  }))
  const others = router.udp.map((external) => ({
    NewRemoteHost: '',
    NewExternalPort: external,
    NewProtocol: 'UDP',
    ...lineOf(router, { address: '192.168.1.30', port: external, endsMs: 0, enabled: true, description: 'game' }),
  }))
  const all = [...lines, ...others]
  return all[router.habits.goesRound ? index % all.length : index] ?? 713
}

function lineOf(router: HomeRouter, forward: Forward): Values {
  return {
    NewInternalPort: forward.port,
    NewInternalClient: forward.address,
    NewEnabled: forward.enabled ? 1 : 0,
    NewPortMappingDescription: escaped(forward.description),
    NewLeaseDuration: router.leaseOf(forward),
  }
}

function actOnFirewall(
  router: HomeRouter,
  action: string,
  given: (name: string) => string,
  caller: string,
): Values | number {
  const id = Number(given('UniqueID'))
  const address = given('InternalClient')
  const port = Number(given('InternalPort'))
  switch (action) {
    case 'GetFirewallStatus':
      return { FirewallEnabled: 1, InboundPinholeAllowed: 1 }
    case 'AddPinhole': {
      router.witness(`hole ${port}`, ({ kind, internal }) => kind === 'pinhole' && internal.port === port)
      // miniupnpd makes holes for no port below 1024, and for nobody but the caller.
      if (port < 1024 || address !== caller) return 606
      const known = [...router.holes].find(([, hole]) => hole.address === address && hole.port === port)?.[0]
      const made = known ?? router.nextHole++
      const endsMs = router.endOf(Number(given('LeaseTime')))
      router.holes.set(made, { address, port, endsMs, enabled: true, description: '' })
      return { UniqueID: made }
    }
    case 'UpdatePinhole': {
      const hole = router.holes.get(id)
      if (hole === undefined) return 704
      router.witness(`hole ${id}`, ({ pinhole }) => pinhole === id)
      hole.endsMs = router.endOf(Number(given('NewLeaseTime')))
      return {}
    }
    case 'DeletePinhole':
      router.witness(`hole ${id}`, ({ kind }) => kind === 'pinhole')
      return router.holes.delete(id) ? {} : 704
    default:
      return 401
  }
}

const references = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' } as const

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => references[character as keyof typeof references])
}

function unescaped(text: string): string {
  return Object.entries(references).reduceRight(
    (so, [character, reference]) => so.replaceAll(reference, character),
    text,
  )
}
