import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'

/** A web server in the clear that has one page, the same for every path. */
export function servePage(address: string, text: string): void {
  createServer((asked, answer) => {
    asked.resume()
    answer.writeHead(200, { 'content-type': 'text/plain' }).end(text)
  }).listen({ host: address, port: 80 })
}

/** One over TLS that has the policy of a domain where RFC 8461 §3.2 has it; `pem` is its key and certificate. */
export function servePolicy({ address, text }: { readonly address: string; readonly text: string }, pem: string): void {
  createTlsServer({ key: pem, cert: pem }, (asked, answer) => {
    asked.resume()
    const found = asked.url === '/.well-known/mta-sts.txt'
    answer.writeHead(found ? 200 : 404, { 'content-type': 'text/plain' }).end(found ? text : 'Not here.\n')
  }).listen({ host: address, port: 443 })
}
