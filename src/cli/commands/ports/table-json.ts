import { speechesOf } from '../../../protocols/router/speeches-of.ts'
import { machineWords } from './place-words.ts'
import type { TableSeen } from './table-seen.ts'
import { wanOf } from './wan-of.ts'

/** What a router leads where, for programs. `complete`: the table was read to its end; never so where it has none. */
export function tableJson({ met, listing, own, noted }: TableSeen): object {
  const entries = listing.kind === 'listed' ? listing.entries : []
  const model = met.upnp.kind === 'found' ? met.upnp.igd.model : undefined
  return {
    router: met.place.address,
    model: model ?? null,
    wan: wanOf(met) ?? null,
    speaks: speechesOf(met),
    mappings: entries.map(({ entry, protocol, ours }) => {
      const { external, internal, leaseS, enabled, description, remoteHost } = entry
      const owner = machineWords(internal.address, own)
      return { port: external, protocol, to: internal, owner, leaseS, enabled, description, remoteHost, ours }
    }),
    complete: listing.kind === 'listed' && listing.complete,
    noted: noted.map(({ change: { at, external, internal, speech, kind, leaseS } }) => {
      return { port: external, kind, to: internal, speech, at, leaseS }
    }),
  }
}
