import type { Failure } from '../../core/failure.ts'
import type { Address, Banner } from '../../core/mark.ts'
import { isGlobal } from '../addresses.ts'
import type { ActionOutcome, Igd, IgdService } from './igd.ts'

/** A service that may map ports, and what it said of itself. */
export interface AskedWan {
  readonly service: IgdService
  readonly external: ActionOutcome<Address | undefined>
  readonly status: ActionOutcome<Banner>
}

export type ChosenWan =
  | { readonly kind: 'chosen'; readonly wan: Pick<Igd, 'wan' | 'external' | 'externalError' | 'status'> }
  /** None of them answers as a service: why not, of the first. */
  | { readonly kind: 'no-answer'; readonly failure: Failure }

/**
 * The one of several services that has the line: some routers (MikroTik) have one for each way out. One that says it is
 * connected goes before one with a global address, that before one with any; of equals the first. Undefined for none.
 */
export function chooseWan(asked: readonly AskedWan[]): ChosenWan | undefined {
  const answering = asked.filter(({ external, status }) => external.kind !== 'failed' || status.kind !== 'failed')
  const [best] = answering.sort((one, other) => merit(other) - merit(one))
  if (best === undefined) {
    const failure = asked.flatMap(({ external }) => (external.kind === 'failed' ? [external.failure] : []))[0]
    return failure === undefined ? undefined : { kind: 'no-answer', failure }
  }
  const { service, external, status } = best
  return {
    kind: 'chosen',
    wan: {
      wan: service,
      ...(external.kind === 'done' && external.value !== undefined && { external: external.value }),
      ...(external.kind === 'fault' && { externalError: external.code }),
      ...(status.kind === 'done' && { status: status.value }),
    },
  }
}

function merit({ external, status }: AskedWan): number {
  const address = external.kind === 'done' ? external.value : undefined
  const isConnected = status.kind === 'done' && /^(connected|up)$/i.test(status.value)
  return (isConnected ? 4 : 0) + (address === undefined ? 0 : isGlobal(address) ? 2 : 1)
}
