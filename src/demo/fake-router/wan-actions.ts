import type { Refusal, Wanted } from './keeper.ts'
import { type Forward, secondsLeft } from './port-table.ts'
import type { RouterState } from './router-state.ts'
import type { RouterSpec } from './router-spec.ts'
import type { ActionAnswer } from './soap.ts'

type Action = (state: RouterState, values: readonly string[]) => ActionAnswer

const key = ['NewRemoteHost', 'NewExternalPort', 'NewProtocol']

/** The actions of WANIPConnection that the router has, with the names of what they are asked with, in their order. */
export const wanActions: Readonly<Record<string, { readonly asks: readonly string[]; readonly does: Action }>> = {
  GetStatusInfo: { asks: [], does: statusInfo },
  GetExternalIPAddress: { asks: [], does: ({ wan = '' }) => ({ values: [['NewExternalIPAddress', wan]] }) },
  AddPortMapping: {
    asks: [
      ...key,
      'NewInternalPort',
      'NewInternalClient',
      'NewEnabled',
      'NewPortMappingDescription',
      'NewLeaseDuration',
    ],
    does: addPortMapping,
  },
  DeletePortMapping: { asks: key, does: deletePortMapping },
  GetSpecificPortMappingEntry: { asks: key, does: specificEntry },
  GetGenericPortMappingEntry: { asks: ['NewPortMappingIndex'], does: genericEntry },
}

/** A week: IGD:2 knows no lease that is longer, nor one for ever (WANIPConnection:2 §2.3.20). */
const longestS = 604_800

function statusInfo({ epochS }: RouterState): ActionAnswer {
  return {
    values: [
      ['NewConnectionStatus', 'Connected'],
      ['NewLastConnectionError', 'ERROR_NONE'],
      ['NewUptime', epochS()],
    ],
  }
}

function addPortMapping({ spec, keeper }: RouterState, values: readonly string[]): ActionAnswer {
  const [, external, protocol, internalPort, client = '', enabled, description = '', lease] = values
  const ports = [Number(external), Number(internalPort)] as const
  if (protocol !== 'TCP' || enabled !== '1' || !ports.every(isPort) || !/^\d+$/.test(lease ?? '')) return { error: 402 }
  if (ports[0] === 0) return { error: 716 }
  const wanted: Wanted = {
    speech: 'upnp',
    family: 'v4',
    external: ports[0],
    internal: { address: client, port: ports[1] },
    leaseS: leaseOf(spec, Number(lease)),
    description,
  }
  const refusal = keeper.refusal(wanted)
  if (refusal !== undefined) return { error: codeOf(spec, refusal) }
  keeper.grant(wanted)
  return { values: [] }
}

function leaseOf({ upnp, refuses }: RouterSpec, wantedS: number): number {
  if (upnp !== 'igd2' || refuses === 'leases') return wantedS
  return wantedS === 0 ? longestS : Math.min(wantedS, longestS)
}

function codeOf({ upnp }: RouterSpec, refusal: Refusal): number {
  switch (refusal) {
    case 'forbidden':
      // IGD:1 has no 606: there miniupnpd says that there is a conflict.
      return upnp === 'igd2' ? 606 : 718
    case 'no-wan':
      return 501
    case 'permanent-only':
      return 725
    case 'same-port-only':
      return 724
    case 'conflict':
      return 718
  }
}

function deletePortMapping({ spec, keeper }: RouterState, values: readonly string[]): ActionAnswer {
  const line = lineFor(keeper.table.at(Number(values[1])), values)
  if (line === undefined) return { error: 714 }
  if (!keeper.isAsking(line.internal.address)) return { error: spec.upnp === 'igd2' ? 606 : 714 }
  keeper.takeBack(line)
  return { values: [] }
}

function specificEntry({ keeper }: RouterState, values: readonly string[]): ActionAnswer {
  const line = lineFor(keeper.table.at(Number(values[1])), values)
  return line === undefined ? { error: 714 } : { values: entryOf(line) }
}

function genericEntry({ keeper }: RouterState, [index]: readonly string[]): ActionAnswer {
  const line = keeper.table.all().filter(({ family }) => family === 'v4')[Number(index)]
  if (line === undefined) return { error: 713 }
  return {
    values: [['NewRemoteHost', ''], ['NewExternalPort', line.external], ['NewProtocol', 'TCP'], ...entryOf(line)],
  }
}

/** All lines are of TCP, and for callers from anywhere. */
function lineFor(line: Forward | undefined, [remoteHost, , protocol]: readonly string[]): Forward | undefined {
  return remoteHost === '' && protocol === 'TCP' ? line : undefined
}

function entryOf(line: Forward) {
  return [
    ['NewInternalPort', line.internal.port],
    ['NewInternalClient', line.internal.address],
    ['NewEnabled', 1],
    ['NewPortMappingDescription', line.description],
    ['NewLeaseDuration', secondsLeft(line)],
  ] as const
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 0 && port <= 65_535
}
