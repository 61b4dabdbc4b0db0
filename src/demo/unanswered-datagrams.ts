import { success } from '../core/failure.ts'
import type { Clock, Datagrams, Endpoint } from '../core/line.ts'

/**
 * The same UDP socket, on which nobody tells that those who are silent have not been reached. While nothing was sent to
 * anybody else there is nothing to wait for, so that wait is the clock's.
 */
export function unansweredDatagrams(
  socket: Datagrams,
  isSilent: (to: Endpoint) => boolean,
  clock: Pick<Clock, 'pause'>,
): Datagrams {
  let inVain = false
  let others = false
  return {
    local: socket.local,
    async send(to, data) {
      const sent = await socket.send(to, data)
      if (isSilent(to)) {
        inVain = true
        return success(undefined)
      }
      others ||= sent.ok
      return sent
    },
    async receive(ms) {
      if (!inVain || others) return socket.receive(ms)
      await clock.pause(ms)
      // Tells of an interruption.
      return socket.receive(0)
    },
    close: () => socket.close(),
  }
}
