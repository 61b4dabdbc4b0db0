import { createServer } from 'node:http'

/** A web server in the clear that has one page, the same for every path. */
export function servePage(address: string, text: string): void {
  createServer((asked, answer) => {
    asked.resume()
    answer.writeHead(200, { 'content-type': 'text/plain' }).end(text)
  }).listen({ host: address, port: 80 })
}
