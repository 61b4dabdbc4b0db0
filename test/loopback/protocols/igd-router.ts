import { createSocket } from 'node:dgram'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Line } from '../../../src/core/line.ts'
import type { RouterPlace } from '../../../src/protocols/router/router-place.ts'
import { rerouted } from '../../../src/system/rerouted.ts'
import { openLine } from '../system/open-line.ts'
import { rawServer } from '../system/raw-server.ts'

/** What a router does to whom it is asked by; what is not given it does as it should. */
export interface Conduct {
  /** The place of its description, as it answers to a search. */
  readonly location?: (here: Places) => string
  /** How it gives its description. */
  readonly describe?: (response: ServerResponse, here: Places) => void
  /** Where it says that its service is controlled. */
  readonly controlUrl?: (here: Places) => string
  /** How it answers to an action. */
  readonly act?: (response: ServerResponse, here: Places) => void
}

/** Two hosts of one house, by URLs. */
export interface Places {
  readonly router: string
  readonly bystander: string
  /** The bystander as this machine knows it: a client that follows a redirect of its own accord gets there. */
  readonly bystanderIndeed: string
}

export interface IgdRouter {
  readonly line: Line
  readonly place: RouterPlace
  readonly places: Places
  /** What came to the router: searches, descriptions asked for, actions asked for. */
  readonly asked: { searches: number; descriptions: number; actions: string[] }
  /** Connections that came to the host that has nothing to do with it. */
  bystanders(): number
}

const address = '192.168.1.1'
const local = '192.168.1.10'
const bystanderAddress = '192.168.1.66'
const port = 5000
const serviceType = 'urn:schemas-upnp-org:service:WANIPConnection:1'

/** A router on loopback that behaves like that, on a line that leads everything to it, or to a bystander. */
export async function igdRouter(conduct: Conduct): Promise<IgdRouter> {
  const bystander = await rawServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
  const here: Places = {
    router: `http://${address}:${port}`,
    bystander: `http://${bystanderAddress}:${port}`,
    bystanderIndeed: `http://127.0.0.1:${bystander.at.port}`,
  }
  const asked: IgdRouter['asked'] = { searches: 0, descriptions: 0, actions: [] }

  const web = createServer((request, response) => {
    request.resume()
    if (request.method === 'GET') {
      asked.descriptions += 1
      if (conduct.describe !== undefined) conduct.describe(response, here)
      else response.end(describeIgd(conduct.controlUrl?.(here) ?? '/ctl/IPConn'))
      return
    }
    const action = /#(\w+)"$/.exec(String(request.headers['soapaction']))?.[1] ?? ''
    asked.actions.push(`${request.url} ${action}`)
    if (conduct.act !== undefined) conduct.act(response, here)
    else response.end(respond(action))
  })
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))

  const search = createSocket('udp4')
  search.on('message', (message, from) => {
    asked.searches += 1
    if (!message.includes('InternetGatewayDevice:1')) return
    const type = 'urn:schemas-upnp-org:device:InternetGatewayDevice:1'
    const place = conduct.location?.(here) ?? `${here.router}/rootDesc.xml`
    search.send(
      `HTTP/1.1 200 OK\r\nST: ${type}\r\nUSN: uuid:x::${type}\r\nLOCATION: ${place}\r\n\r\n`,
      from.port,
      from.address,
    )
  })
  await new Promise<void>((resolve) => search.bind(0, '127.0.0.1', resolve))

  onTestFinished(async () => {
    search.close()
    web.closeAllConnections()
    await new Promise((resolve) => web.close(resolve))
  })
  const at = (server: { address(): unknown }) => ({
    address: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
  })
  const line = rerouted(openLine(), {
    self: { v4: { nominal: local, real: '127.0.0.1' } },
    callers: { '127.0.0.1': address },
    dial: {
      [`${address}:1900`]: at(search),
      '239.255.255.250:1900': at(search),
      [`${address}:${port}`]: at(web),
      [`${bystanderAddress}:${port}`]: bystander.at,
      [`${bystanderAddress}:80`]: bystander.at,
    },
  })
  return { line, place: { family: 'v4', address, local }, places: here, asked, bystanders: () => bystander.callers() }
}

export function envelope(body: string): string {
  return `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`
}

export function fault(code: number): string {
  return envelope(
    `<s:Fault><faultcode>s:Client</faultcode><detail><UPnPError><errorCode>${code}</errorCode><errorDescription>no</errorDescription></UPnPError></detail></s:Fault>`,
  )
}

function describeIgd(controlUrl: string): string {
  return `<?xml version="1.0"?><root xmlns="urn:schemas-upnp-org:device-1-0"><device><modelName>Hostile</modelName><serviceList><service><serviceType>${serviceType}</serviceType><controlURL>${controlUrl}</controlURL></service></serviceList></device></root>`
}

function respond(action: string): string {
  const values =
    '<NewExternalIPAddress>25.203.113.7</NewExternalIPAddress><NewConnectionStatus>Connected</NewConnectionStatus>'
  return envelope(`<u:${action}Response xmlns:u="${serviceType}">${values}</u:${action}Response>`)
}
