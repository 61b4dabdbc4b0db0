/**
 * A probe of another version: `other-version STATE PORT ADDRESS…` has the key of the probe whose state it is given, and
 * answers whatever is asked that it does not speak this version of the protocol.
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { join } from 'node:path'

const [state = '', port, ...addresses] = process.argv.slice(2)
const refusal = {
  error: 'unknown-version',
  message: 'This version of the protocol is not spoken here.',
  versions: [2],
}
const pair = { key: readFileSync(join(state, 'key.pem')), cert: readFileSync(join(state, 'certificate.pem')) }
for (const host of addresses) {
  createServer(pair, (asked, answer) => {
    asked.resume()
    answer.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify(refusal))
  }).listen({ host, port: Number(port) })
}
