import type { Line } from '../../../core/line.ts'

/** All addresses of this machine; none where the system does not tell. */
export async function ownAddresses(line: Line): Promise<readonly string[]> {
  const interfaces = await line.host.interfaces()
  return interfaces.ok ? interfaces.value.flatMap(({ addresses }) => addresses.map(({ address }) => address)) : []
}
