/**
 * Stands before the router's UPnP and does one thing wrong: `upnp-proxy LISTEN HOST PORT FAULT`. What the fault does not
 * touch goes to the device at HOST and PORT, and its answer back.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { Fault } from '../router-spec.ts'
import { type Fate, fateOf } from './upnp-proxy/fate.ts'

const [listen, host, port, fault] = process.argv.slice(2)

createServer((asked, answer) => void meet(asked, answer)).listen({ port: Number(listen), host: '0.0.0.0' })

async function meet(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  try {
    const body = await textOf(asked)
    const soapAction = asked.headers['soapaction']
    const action = typeof soapAction === 'string' ? { soapAction } : {}
    const fate = fateOf(fault as Fault, { path: asked.url ?? '', body, ...action })
    if (fate.kind === 'answer') answer.writeHead(fate.status, { 'content-type': fate.type }).end(fate.body)
    else if (fate.kind === 'pass') await passOn(asked, body, answer, fate)
  } catch (error) {
    process.stderr.write(`${String(error)}\n`)
    answer.destroy()
  }
}

async function passOn(
  { url, method, headers }: IncomingMessage,
  body: string,
  answer: ServerResponse,
  { rewrite = (text) => text }: Extract<Fate, { kind: 'pass' }>,
): Promise<void> {
  const came = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host, port, path: url, method, headers }, resolve).on('error', reject).end(body)
  })
  const text = rewrite(await textOf(came))
  const length = { 'content-length': Buffer.byteLength(text) }
  answer.writeHead(came.statusCode ?? 502, { ...came.headers, ...length }).end(text)
}

async function textOf(message: IncomingMessage): Promise<string> {
  message.setEncoding('utf8')
  let text = ''
  for await (const chunk of message) text += chunk
  return text
}
