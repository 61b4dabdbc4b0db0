import { defineCheck } from '../../core/check.ts'
import { askMtu, type BulkMoved, type MtuFacts as Moved } from '../../protocols/probe/ask-mtu.ts'
import { budgets } from '../budgets.ts'
import { vantageProbe } from '../vantage/probe.ts'

export interface MtuFacts {
  /** Null without a probe that listens on a port to try it on. */
  readonly moved: Moved | null
}

/** 587 first: it is blocked less often than 25. The other one is tried where the first lets not even short lines through. */
const ports = [587, 25] as const

/** Whether large segments get through: where they vanish, a message stalls in the middle (RFC 2923 §2.1). */
export const lineMtu = defineCheck<MtuFacts>()({
  id: 'line.mtu',
  stem: 'line.mtu',
  title: 'Large packets get through.',
  matters: { receive: 'recommended', send: 'recommended', access: 'recommended' },
  revision: 1,
  needs: { probe: vantageProbe },
  budget: budgets.largeSegments,
  marks: {},
  answers: {
    clear: { verdict: 'pass', says: 'Large segments arrive both ways.' },
    'black-hole': {
      verdict: 'warn',
      fault: 'undetermined',
      says: ({ moved }) =>
        `Short lines are answered, but large segments vanish ${direction(moved)}: mail would stall in the middle of a message.`,
      remedy:
        'Lower the MTU of the line in the router (1492 for PPPoE, then 1400) or switch on what it calls "MSS clamping", and let ICMP "fragmentation needed" pass.',
    },
    'no-vantage': {
      verdict: 'unknown',
      says: 'Nobody could be sent large segments.',
      remedy: 'Give a probe that can be met on port 587 or 25.',
    },
  },
  async observe(line, { probe }) {
    const open = probe.v4 ?? probe.v6
    let moved: Moved | null = null
    for (const port of ports) {
      if (open?.session.ports.includes(port)) moved = await askMtu(line, open, port)
      if (moved?.small === 'replied') break
    }
    return { moved }
  },
  judge({ moved }) {
    const ways: readonly BulkMoved[] = moved === null ? [] : [moved.upload, moved.download]
    if (ways.includes('stalled')) return 'black-hole'
    return ways.length > 0 && ways.every((way) => way === 'passed') ? 'clear' : 'no-vantage'
  },
})

function direction(moved: Moved | null): string {
  if (moved?.upload === 'stalled' && moved.download === 'stalled') return 'in both directions'
  return moved?.upload === 'stalled' ? 'on their way out' : 'on their way in'
}
