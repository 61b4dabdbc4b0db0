import type { Wanted } from './keeper.ts'
import type { Forward } from './port-table.ts'
import type { RouterState } from './router-state.ts'
import type { ActionAnswer } from './soap.ts'

type Action = (state: RouterState, values: readonly string[]) => ActionAnswer

/** The actions of WANIPv6FirewallControl that the router has, with the names of what they are asked with, in their order. */
export const firewallActions: Readonly<Record<string, { readonly asks: readonly string[]; readonly does: Action }>> = {
  GetFirewallStatus: { asks: [], does: firewallStatus },
  AddPinhole: {
    asks: ['RemoteHost', 'RemotePort', 'InternalClient', 'InternalPort', 'Protocol', 'LeaseTime'],
    does: addPinhole,
  },
  UpdatePinhole: { asks: ['UniqueID', 'NewLeaseTime'], does: updatePinhole },
  DeletePinhole: { asks: ['UniqueID'], does: deletePinhole },
}

/** A day, the longest that there is. */
const longestS = 86_400

function firewallStatus({ spec, firewalled }: RouterState): ActionAnswer {
  return {
    values: [
      ['FirewallEnabled', firewalled ? 1 : 0],
      ['InboundPinholeAllowed', spec.pinholes === 'on' ? 1 : 0],
    ],
  }
}

function addPinhole({ spec, keeper }: RouterState, values: readonly string[]): ActionAnswer {
  const [, , address = '', port, protocol, lease] = values
  const [internal, leaseS] = [{ address, port: Number(port) }, Number(lease)]
  if (!Number.isInteger(internal.port) || internal.port > 65_535 || !isLease(leaseS)) return { error: 402 }
  if (internal.port === 0) return { error: 706 }
  if (protocol !== '6') return { error: 705 }
  if (spec.pinholes !== 'on') return { error: 703 }
  const { pinhole = nextId(keeper.table.all()) } = keeper.table.towards(internal) ?? {}
  const wanted: Wanted = {
    speech: 'upnp',
    family: 'v6',
    external: internal.port,
    internal,
    leaseS,
    description: 'pinhole',
    pinhole,
  }
  if (keeper.refusal(wanted) !== undefined) return { error: 606 }
  keeper.grant(wanted)
  return { values: [['UniqueID', pinhole]] }
}

function updatePinhole({ keeper }: RouterState, [id, lease]: readonly string[]): ActionAnswer {
  const hole = holeOf(keeper.table.all(), id)
  if (hole === undefined) return { error: 704 }
  const leaseS = Number(lease)
  if (!isLease(leaseS)) return { error: 402 }
  keeper.grant({ ...hole, speech: 'upnp', leaseS })
  return { values: [] }
}

function deletePinhole({ keeper }: RouterState, [id]: readonly string[]): ActionAnswer {
  const hole = holeOf(keeper.table.all(), id)
  if (hole === undefined) return { error: 704 }
  keeper.takeBack(hole)
  return { values: [] }
}

function holeOf(lines: readonly Forward[], id: string | undefined): Forward | undefined {
  return lines.find(({ pinhole }) => pinhole !== undefined && String(pinhole) === id)
}

function nextId(lines: readonly Forward[]): number {
  return Math.max(0, ...lines.map(({ pinhole = 0 }) => pinhole)) + 1
}

function isLease(leaseS: number): boolean {
  return Number.isInteger(leaseS) && leaseS >= 1 && leaseS <= longestS
}
