import { defineCheck, maybe } from '../../core/check.ts'
import type { HairpinMet } from '../../protocols/probe/hairpin.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { dialBack } from '../looks/dial-back.ts'

export interface HairpinFacts {
  /** The port that was tried: one that is proved open from outside; null: there was none. */
  readonly port: number | null
  /** Null: it was not called. */
  readonly met: HairpinMet | null
  readonly onThisMachine: boolean
}

/** Whether machines at home reach the server by its public address (RFC 4787 §6, RFC 5382 §7.2). */
export const routerHairpin = defineCheck<HairpinFacts>()({
  id: 'router.hairpin',
  stem: 'router.hairpin',
  title: 'Machines at home reach the server by its public address.',
  matters: {},
  revision: 1,
  needs: { address: lineAddress.v4, seen: maybe(dialBack.v4) },
  budget: budgets.combining,
  marks: {},
  answers: {
    works: {
      verdict: 'pass',
      says: ({ port, onThisMachine }) =>
        onThisMachine
          ? 'The public address is on this machine, so it is reached by it from everywhere.'
          : `Called by the public address from within, port ${port} leads back to this machine.`,
    },
    fails: {
      verdict: 'warn',
      fault: 'router',
      says: ({ port }) =>
        `Port ${port} is open from outside, but not when it is called by the public address from within: the router does not send it back.`,
      remedy:
        'Let the names of the server lead to its inner address at home (a local DNS entry in the router, or in a Pi-hole), or look for "NAT loopback" in the router. Mail from others is not concerned.',
    },
    'other-machine': {
      verdict: 'warn',
      fault: 'router',
      says: ({ port }) =>
        `Called by the public address from within, port ${port} is answered by somebody else: most likely the router itself.`,
      remedy:
        'Let the names of the server lead to its inner address at home (a local DNS entry), so that phones and computers there find it.',
    },
    undetermined: {
      verdict: 'unknown',
      says: ({ port, met }) =>
        port === null
          ? 'No port is proved to be open from outside, so there is nothing to call from within.'
          : met === null
            ? `There was no time left to call port ${port} from within.`
            : `Port ${port} answers when it is called by the public address from within, but who it is could not be told.`,
    },
  },
  async observe(_line, { address, seen }) {
    const { port = null, met = null } = seen?.hairpin ?? {}
    return { port, met, onThisMachine: address.onThisMachine }
  },
  judge({ met, onThisMachine }) {
    if (onThisMachine || met === 'itself') return 'works'
    if (met === 'refused' || met === 'silent') return 'fails'
    return met === 'another' ? 'other-machine' : 'undetermined'
  },
})
