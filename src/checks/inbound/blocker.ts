import { defineCheck, maybe } from '../../core/check.ts'
import type { Family } from '../../core/line.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { type DialBackFacts, dialBack } from '../looks/dial-back.ts'
import { cameIn } from './port.ts'

export interface BlockerFacts {
  readonly call: DialBackFacts['call']
  /** Ports on which the probe arrived here. */
  readonly arrived: readonly number[]
  /** Ports that the probe dialled and that did not arrive. */
  readonly missing: readonly number[]
}

/** Who keeps others out, seen over all ports together. */
const blockerOver = <F extends Family>(family: F) =>
  defineCheck<BlockerFacts>()({
    id: `inbound.blocker.${family}`,
    stem: 'inbound.blocker',
    title: `Nothing keeps others out over ${family === 'v4' ? 'IPv4' : 'IPv6'}.`,
    matters: {},
    revision: 1,
    needs: { address: lineAddress[family], seen: maybe(dialBack[family]) },
    budget: budgets.combining,
    marks: {},
    answers: {
      nothing: {
        verdict: 'pass',
        says: ({ arrived }) => `The mail ports that were dialled all arrive: ${arrived.join(', ')}.`,
      },
      'router-or-provider': {
        verdict: 'unknown',
        says: ({ arrived, missing }) =>
          `Some ports arrive (${arrived.join(', ')}) and others do not (${missing.join(', ')}): forwards are set port by port, and so are a provider's blocks.`,
        remedy: ({ missing }) =>
          `Compare the forwards in the router: is ${missing.join(', ')} there just as the others are? If it is, ask the provider.`,
      },
      undetermined: {
        verdict: 'unknown',
        says: ({ call }) =>
          call === 'done'
            ? 'Nothing arrives at all, so it cannot be told whether the router or the provider keeps it out.'
            : 'Nobody outside could say what comes in.',
        remedy: ({ call }) =>
          call === 'done'
            ? 'Forward the mail ports in the router first; what is still missing then is somebody else.'
            : 'Give a probe with --probe.',
      },
    },
    async observe(_line, { seen }) {
      const tried = (seen?.ports ?? []).filter((each) => cameIn(each) || told(each.result))
      return {
        call: seen?.call ?? 'no-vantage',
        arrived: tried.filter(cameIn).map(({ port }) => port),
        missing: tried.filter((each) => !cameIn(each)).map(({ port }) => port),
      }
    },
    judge({ arrived, missing }) {
      if (arrived.length === 0) return 'undetermined'
      return missing.length === 0 ? 'nothing' : 'router-or-provider'
    },
  })

/** Only a dial that was made and that failed, by a probe that can dial this port, says that something is in the way. */
function told(result: string | undefined): boolean {
  return result === 'refused' || result === 'timed-out' || result === 'unreachable'
}

export const inboundBlocker = { v4: blockerOver('v4'), v6: blockerOver('v6') } as const
