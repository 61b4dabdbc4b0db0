/** What stands in the provider's network and takes connections to the mail ports: `middlebox SETTINGS`, as JSON. */
import { createServer, type Socket } from 'node:net'
import type { MeddlerAt, MiddleboxSettings } from '../plan/middlebox-settings.ts'
import { makeCertificate } from './certificate.ts'
import { serveMail } from './mail-server.ts'
import { endTls } from './middlebox/end-tls.ts'
import { maskWords } from './middlebox/mask-words.ts'
import { relayLines } from './middlebox/relay-lines.ts'
import { stripStartTls } from './middlebox/strip-starttls.ts'

const settings = JSON.parse(process.argv[2] ?? '') as MiddleboxSettings
const pem = makeCertificate('filter.isp.test')

for (const at of settings) {
  if (at.as === 'other-server') serveMail('filter.isp.test', [at], pem)
  // Half open: who has nothing more to say may still listen.
  else createServer({ allowHalfOpen: true }, (caller) => meet(caller, at)).listen({ port: at.listen })
}

function meet(caller: Socket, { as, host, port }: MeddlerAt): void {
  const to = { host: host ?? '', port }
  caller.on('error', () => caller.destroy())
  if (as === 'ends-tls') endTls(caller, to, pem)
  else if (as === 'strips-starttls') relayLines(caller, to, stripStartTls())
  else if (as === 'masks') relayLines(caller, to, maskWords({ commands: false }))
  else if (as === 'masks-commands') relayLines(caller, to, maskWords({ commands: true }))
  // It must read, or it would not notice that they hang up.
  else caller.on('end', () => caller.end()).resume()
}
