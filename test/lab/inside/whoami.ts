/**
 * Name servers that answer one question, each its own, with the address of whoever asks: `whoami SETTINGS`, as JSON.
 */
import { createSocket } from 'node:dgram'
import type { WhoamiSettings } from '../plan/whoami-settings.ts'
import { whoamiAnswer } from './whoami/whoami-answer.ts'

for (const { addresses, ...known } of JSON.parse(process.argv[2] ?? '') as WhoamiSettings) {
  for (const address of addresses) {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    socket.on('message', (asked, from) => {
      const answer = whoamiAnswer(known, asked, from.address)
      if (answer !== undefined) socket.send(answer, from.port, from.address)
    })
    socket.bind(53, address)
  }
}
