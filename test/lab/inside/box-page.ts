/**
 * What a Bbox tells everybody at home of its IPv4 outside: `box-page ADDRESS JSON` answers at `/api/v1/wan/ip`, in the
 * clear, with the one member of the list that it is given.
 */
import { createServer } from 'node:http'

const [address, ip = ''] = process.argv.slice(2)

createServer((asked, answer) => {
  asked.resume()
  if (asked.url !== '/api/v1/wan/ip') answer.writeHead(404).end()
  else answer.writeHead(200, { 'content-type': 'application/json' }).end(`[{"wan":{"ip":${ip}}}]`)
}).listen({ host: address, port: 80 })
