import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Family } from '../../core/line.ts'
import { loopback } from '../addresses.ts'
import type { Fake } from '../fake.ts'
import { controlPaths, description, firewallType, wanTypeOf } from './description.ts'
import { firewallActions } from './firewall-actions.ts'
import { countAction, type Received } from './received.ts'
import type { RouterState } from './router-state.ts'
import { type ActionAnswer, type ActionCall, readCall, writeAnswer } from './soap.ts'
import { wanActions } from './wan-actions.ts'
import { serveWeb } from '../serve-web.ts'

export const descriptionPath = '/rootDesc.xml'

/** More than any call has. */
const longest = 16_384

/** The web server of the router's UPnP: says what the router is, and does what its services are asked for. */
export async function controlServer(family: Family, state: RouterState, received: Received): Promise<Fake> {
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method, url } = request
    if (method === 'GET' && url === descriptionPath) {
      received.descriptions += 1
      const type = state.spec.upnp === 'html' ? 'text/html' : 'text/xml; charset="utf-8"'
      return send(response, 200, type, description(state.spec))
    }
    const soapAction = request.headers['soapaction']
    const call = readCall(typeof soapAction === 'string' ? soapAction : undefined, await bodyOf(request))
    if (method !== 'POST' || call === undefined) return send(response, 400, 'text/plain', 'Bad Request')
    countAction(received, call.action)
    // Whoever waits for it waits in vain.
    if (state.spec.upnp === 'deaf') return
    const { status, body } = writeAnswer(call, done(call, url ?? '', state))
    send(response, status, 'text/xml; charset="utf-8"', body)
  }
  return serveWeb(server, loopback[family])
}

function done({ service, action, values }: ActionCall, path: string, state: RouterState): ActionAnswer {
  const actions =
    path === controlPaths.wan && service === wanTypeOf(state.spec)
      ? wanActions
      : path === controlPaths.firewall && service === firewallType && state.spec.pinholes !== undefined
        ? firewallActions
        : {}
  const known = Object.hasOwn(actions, action) ? actions[action] : undefined
  if (known === undefined) return { error: 401 }
  // In the order of their definition, as some routers read them.
  if (known.asks.join() !== values.map(([name]) => name).join()) return { error: 402 }
  return known.does(
    state,
    values.map(([, value]) => value),
  )
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const part of request) {
    body += String(part)
    if (body.length > longest) throw new RangeError('more than any call has')
  }
  return body
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, connection: 'close' }).end(body)
}
