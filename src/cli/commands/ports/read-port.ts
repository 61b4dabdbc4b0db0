import { type Reading, right, wrong } from '../../settings/reading.ts'

/** A TCP port, in digits alone. Never 0, which to some routers means all of them. */
export function readPort(text: string): Reading<number> {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? right(port) : wrong('a port from 1 to 65535, such as 25')
}
