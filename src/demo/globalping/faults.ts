import type { ServerResponse } from 'node:http'

/** What may go wrong with a request to the fake Globalping: in the words of the public one, where it has some for it. */
export type GlobalpingFault =
  | 'listed-target'
  | 'listed-caller'
  | 'no-probes'
  | 'rate-limited'
  /** Without a word on when to come back. */
  | 'rate-limited-mutely'
  | 'unauthorized'
  | 'internal-error'
  | 'unavailable'
  | 'moved'
  | 'html'
  | 'truncated'
  | 'megabytes'
  | 'hostile'
  | 'hung-up'
  | 'silent'

const retryAfterS = 17
const megabyte = Buffer.alloc(1_048_576, 0x20)
const megabytes = 10

/** Answers a request for `id` (undefined where it is for none) in this way. */
export function answerFault(response: ServerResponse, fault: GlobalpingFault, id = 'x'): void {
  const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
  const problem = (status: number, type: string, message: string, headers = {}, more = {}) =>
    json(status, { error: { type, message, ...more } }, headers)
  switch (fault) {
    case 'listed-target': {
      const params = { target: '"target" is a blacklisted address or domain' }
      return problem(400, 'validation_error', 'Parameter validation failed.', {}, { params })
    }
    case 'listed-caller':
      return problem(403, 'access_forbidden', 'Access from 25.203.113.7 has been forbidden for security reasons.')
    case 'no-probes':
      return problem(422, 'no_probes_found', 'No matching IPv4 probes available.')
    case 'rate-limited':
      return problem(429, 'too_many_requests', 'Too many requests.', { 'retry-after': String(retryAfterS) })
    case 'rate-limited-mutely':
      return problem(429, 'too_many_requests', 'Too many requests.')
    case 'unauthorized':
      return problem(401, 'unauthorized', 'Unauthorized.')
    case 'internal-error':
      return problem(500, 'api_error', 'Internal Server Error.')
    case 'unavailable':
      return void response.writeHead(503, { 'content-type': 'text/html' }).end('<html>Try again later</html>')
    case 'moved':
      return void response.writeHead(302, { location: 'https://elsewhere.test/' }).end()
    case 'html':
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome! Please log in.</html>')
    case 'truncated':
      return json(200, `{"id": "${id}", "type": "ping", "status": "fini`)
    case 'megabytes':
      response.writeHead(200, { 'content-type': 'application/json' })
      // To whoever goes on reading.
      for (let sent = 0; sent < megabytes; sent += 1) response.write(megabyte)
      return void response.end('{}')
    case 'hostile':
      return json(200, hostile(id))
    case 'hung-up':
      return void response.destroy()
    case 'silent':
      return undefined
  }
}

/** Well-formed, and written by somebody who wishes no good. As text, for `JSON.stringify` knows no `__proto__`. */
function hostile(id: string): string {
  const place = (city: string) =>
    `{"continent": "EU", "country": "FR", "city": ${JSON.stringify(city)}, "asn": 64511, "network": "\\u202e<script>",
      "tags": ["__proto__", "constructor", "\\u0000"], "__proto__": {"polluted": true}}`
  const result = (stats: string) => `{"status": "finished", "rawOutput": "tcp_conn=1", "stats": ${stats}}`
  const results = [
    [place('\u001b[2J\u001b]0;owned\u0007'), result('{"total": 3, "rcv": 9999, "min": 1}')],
    [place('Paris\r\n250 OK'), result('{"total": 3, "rcv": -1, "min": null}')],
    [place('x'.repeat(128)), result('{"total": 3, "rcv": 0.5}')],
    [place(''), result('{"total": 3, "rcv": "3"}')],
    [place('Lyon'), result('{"total": 3, "rcv": 3, "min": 1e300}')],
    [place('Brest'), '{"status": "constructor", "rawOutput": ""}'],
  ]
  const items = results.map(([probe, outcome]) => `{"probe": ${probe}, "result": ${outcome}}`)
  return `{"id": "${id}", "type": "ping", "status": "finished", "__proto__": {"polluted": true},
    "probesCount": 6, "results": [${items.join(', ')}]}`
}
