import { createSocket } from 'node:dgram'
import type { Family } from '../../core/line.ts'
import { loopback } from '../addresses.ts'
import type { Fake } from '../fake.ts'
import { openDatagrams } from '../open-datagrams.ts'

/** A UDP port of the router on loopback: each datagram is answered with none, one or several. */
export async function routerDatagrams(
  family: Family,
  answer: (asked: Buffer) => readonly (Buffer | string)[],
): Promise<Fake> {
  const socket = createSocket(family === 'v4' ? 'udp4' : 'udp6')
  socket.on('message', (asked, from) => {
    for (const reply of answer(asked)) socket.send(reply, from.port, from.address)
  })
  return openDatagrams(socket, loopback[family])
}
