import { createSocket } from 'node:dgram'
import { networkInterfaces } from 'node:os'
import { onTestFinished } from 'vitest'
import type { Endpoint, Family } from '../../../src/core/line.ts'
import { type FakeRouter, fakeRouter } from '../../../src/demo/fake-router/fake-router.ts'
import type { RouterSpec } from '../../../src/demo/fake-router/router-spec.ts'

export const machine = '192.168.1.10'
export const machineV6 = '2a25:203:113:1::10'
export const wan = '25.203.113.7'

/** Containers often have no IPv6, not even to themselves. */
export const hasV6 = Object.values(networkInterfaces()).some((some) => some?.some(({ address }) => address === '::1'))

/** So long nothing is heard before it is taken for silence; several replies come at once. */
const silenceMs = 150
const moreMs = 30

/** A router that is closed after the test. */
export async function openRouter(spec: RouterSpec, families: readonly Family[] = ['v4']): Promise<FakeRouter> {
  return fakeRouter({
    spec,
    families,
    wan: spec.wan === 'none' || spec.wan === 'untold' ? undefined : wan,
    firewalled: families.includes('v6'),
    machine: { v4: [machine], v6: [machineV6] },
    keep(fake) {
      onTestFinished(() => fake.close())
      return fake
    },
  })
}

/** Where a router really is for an invented endpoint of it. */
export function really({ ways }: FakeRouter, key: string): Endpoint {
  const found = ways[key]
  if (found === undefined || typeof found === 'string') throw new Error(`${key}: ${found}`)
  return found
}

/** Sends a datagram and gives all that comes back. */
export async function datagramsFor(at: Endpoint, asked: Uint8Array | string): Promise<readonly Buffer[]> {
  const socket = createSocket(at.address.includes(':') ? 'udp6' : 'udp4')
  const heard: Buffer[] = []
  await new Promise<void>((resolve) => {
    let timer = setTimeout(resolve, silenceMs)
    socket.on('message', (reply) => {
      heard.push(reply)
      clearTimeout(timer)
      timer = setTimeout(resolve, moreMs)
    })
    socket.send(asked, at.port, at.address)
  })
  socket.close()
  return heard
}

/** The one datagram that comes back, hex, with the clock of the router (8 digits at `epochAt`) taken out. */
export async function hexFor(at: Endpoint, asked: string, epochAt: number): Promise<string> {
  const [reply, ...more] = await datagramsFor(at, Buffer.from(asked.replaceAll(' ', ''), 'hex'))
  if (reply === undefined || more.length > 0) throw new Error(`${more.length + (reply ? 1 : 0)} replies`)
  const hex = reply.toString('hex')
  return `${hex.slice(0, 2 * epochAt)}........${hex.slice(2 * epochAt + 8)}`
}

export interface Soap {
  readonly status: number
  /** The values of a response by their names, or `error`. */
  readonly values: Readonly<Record<string, string>>
}

const paths = { WANIPConnection: '/ctl/IPConn', WANIPv6FirewallControl: '/ctl/IP6FCtl' } as const

/** Asks a service of the router for an action, with what is written between the tags. */
export async function soap(
  { address, port }: Endpoint,
  service: `${keyof typeof paths}:${number}`,
  action: string,
  values: readonly (readonly [string, string | number])[] = [],
): Promise<Soap> {
  const type = `urn:schemas-upnp-org:service:${service}`
  const [name] = service.split(':') as [keyof typeof paths]
  const inner = values.map(([key, value]) => `<${key}>${value}</${key}>`).join('')
  const response = await fetch(`http://${address.includes(':') ? `[${address}]` : address}:${port}${paths[name]}`, {
    method: 'POST',
    headers: { SOAPAction: `"${type}#${action}"` },
    body: `<s:Envelope xmlns:s="x"><s:Body><u:${action} xmlns:u="${type}">${inner}</u:${action}></s:Body></s:Envelope>`,
  })
  const body = await response.text()
  const told = [...body.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, key = '', value = '']) => [key, value] as const)
  const { errorCode, ...others } = Object.fromEntries(told)
  return { status: response.status, values: errorCode === undefined ? others : { error: errorCode } }
}

/** What AddPortMapping is asked with. */
export function mapping(external: number, internal: number, leaseS: number, client: string = machine) {
  return [
    ['NewRemoteHost', ''],
    ['NewExternalPort', external],
    ['NewProtocol', 'TCP'],
    ['NewInternalPort', internal],
    ['NewInternalClient', client],
    ['NewEnabled', 1],
    ['NewPortMappingDescription', 'test'],
    ['NewLeaseDuration', leaseS],
  ] as const
}

/** What the actions that ask for a port are asked with. */
export function entryOf(external: number) {
  return [
    ['NewRemoteHost', ''],
    ['NewExternalPort', external],
    ['NewProtocol', 'TCP'],
  ] as const
}

/** What AddPinhole is asked with. */
export function pinhole(port: number, leaseS = 120, client: string = machineV6) {
  return [
    ['RemoteHost', ''],
    ['RemotePort', 0],
    ['InternalClient', client],
    ['InternalPort', port],
    ['Protocol', 6],
    ['LeaseTime', leaseS],
  ] as const
}
