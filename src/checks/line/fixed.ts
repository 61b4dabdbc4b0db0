import { defineCheck } from '../../core/check.ts'
import type { Family } from '../../core/line.ts'
import type { Address } from '../../core/mark.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from './address.ts'

export interface FixedFacts {
  readonly address: Address
  /** What earlier days have seen, oldest first. */
  readonly known: readonly Known[]
  /** ISO 8601, UTC. */
  readonly now: string
}

export interface Known {
  readonly address: Address
  readonly from: string
  readonly to: string
  readonly reconnects: number
}

const spoken = { v4: 'IPv4', v6: 'IPv6' } as const

/** Whether the public address stays. Only days and reconnects can tell, so a first run never says more than `too-early`. */
const fixedOver = <F extends Family>(family: F) =>
  defineCheck<FixedFacts>()({
    id: `line.fixed.${family}`,
    stem: 'line.fixed',
    title: `The public ${spoken[family]} address does not change.`,
    matters: family === 'v4' ? { receive: 'recommended', send: 'recommended' } : {},
    revision: 1,
    needs: { address: lineAddress[family] },
    budget: budgets.combining,
    marks: { address: 'address' },
    answers: {
      'too-early': {
        verdict: 'warn',
        fault: 'undetermined',
        says: ({ address }) => `Today the address is ${address}; whether it stays, one look cannot tell.`,
        remedy:
          'Note the address, switch the router off for ten minutes and run the check again; repeat after some days. Or ask the provider whether the address is fixed.',
      },
    },
    async observe(line, { address }) {
      return { address: address.address, known: await line.past.addresses(family), now: line.clock.now() }
    },
    judge: () => 'too-early',
  })

export const lineFixed = { v4: fixedOver('v4'), v6: fixedOver('v6') } as const
