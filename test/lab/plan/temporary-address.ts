import { home } from '../addresses.ts'
import type { WorldSpec } from '../spec.ts'
import type { Additions } from './additions.ts'

/**
 * A privacy address (RFC 8981) beside the lasting one, and preferred. Nobody can set one by hand; the kernel makes it from
 * an address that it is told to manage so (`mngtmpaddr`), as it does after a router advertisement.
 */
export function temporaryAddress(spec: WorldSpec): Additions {
  if (spec.sourceV6 !== 'temporary') return {}
  return {
    home: {
      sysctls: [{ path: 'net/ipv6/conf/*/use_tempaddr', values: ['2'] }],
      ip: [`addr change ${home.machineV6}/64 dev eth0 nodad mngtmpaddr`],
    },
  }
}
