import { defineCheck, maybe } from '../../core/check.ts'
import type { Family } from '../../core/line.ts'
import type { Address, Name } from '../../core/mark.ts'
import { networkOf } from '../../protocols/addresses.ts'
import { dynamicWordsIn } from '../../protocols/reverse-name/dynamic-words-in.ts'
import { budgets } from '../budgets.ts'
import { namesReverse } from '../names/reverse.ts'
import { lineAddress } from './address.ts'
import { recent } from './recent.ts'
import { spokenTime } from './spoken-time.ts'

export interface FixedFacts {
  /** Of IPv6 the network: the rest of the address is this machine's own to choose. */
  readonly address: Address
  /** What earlier days have seen, oldest first. */
  readonly known: readonly Known[]
  /** Reverse names of the address that say it is lent for a while, and the words that do. */
  readonly dynamicNames: readonly { readonly name: Name; readonly words: readonly string[] }[]
  /** ISO 8601, UTC. */
  readonly now: string
}

export interface Known {
  readonly address: Address
  readonly from: string
  readonly to: string
  readonly reconnects: number
  readonly restarts: number
}

const spoken = { v4: 'IPv4', v6: 'IPv6' } as const

/**
 * How often an address must have come back for it to be called fixed: a router that was off has to ask for one anew, so once
 * is a witness; over a silent provider the session may have stayed as it was, so it takes more. Where the name says that the address is
 * lent, it takes more of both.
 */
const enough = {
  usually: { restarts: 1, reconnects: 3 },
  againstItsName: { restarts: 3, reconnects: 10 },
} as const

/** Whether the public address stays. Only days and reconnects can tell, so a first run never says that it does. */
const fixedOver = <F extends Family>(family: F) =>
  defineCheck<FixedFacts>()({
    id: `line.fixed.${family}`,
    stem: 'line.fixed',
    title: `The public ${spoken[family]} address does not change.`,
    matters: family === 'v4' ? { receive: 'recommended', send: 'recommended' } : {},
    revision: 2,
    needs: { address: lineAddress[family], reverse: maybe(namesReverse[family]) },
    budget: budgets.combining,
    marks: { address: 'address', name: 'name' },
    answers: {
      fixed: {
        verdict: 'pass',
        says: (facts) =>
          `${subject(family)} was ${facts.address} for ${knownFor(facts)} and came back the same ${reconnected(facts)}. Whether that is promised for good, the contract says.`,
      },
      'too-early': {
        verdict: 'warn',
        fault: 'undetermined',
        says: (facts) =>
          facts.known.length === 0
            ? `Today ${lower(family)} is ${facts.address}; whether it stays, one look cannot tell.`
            : `${subject(family)} has been ${facts.address} for ${knownFor(facts)}, but the line was not seen to reconnect often enough to tell whether it stays.`,
        remedy:
          'Run "mailworthy watch --reboot-test": it guides you through switching the router off for some minutes, and compares what the line comes back with. Or ask the provider whether the address is fixed.',
      },
      'looks-dynamic': {
        verdict: 'warn',
        fault: 'provider',
        says: ({ address, dynamicNames: [first] }) =>
          `The name of ${address} is ${first?.name}, in which "${first?.words.join('", "')}" says that the address is lent for a while. It was not seen to change yet.`,
        remedy:
          'Ask the provider for a fixed address. "mailworthy watch --reboot-test" shows within ten minutes whether this one comes back; three times, on different days, are enough.',
      },
      'changed-once': {
        verdict: 'warn',
        fault: 'provider',
        says: (facts) =>
          `${subject(family)} has changed once within ${withinDays(facts)}: from ${before(facts)} to ${facts.address}.`,
        remedy:
          'If you have not changed the provider or the contract meanwhile, ask for a fixed address; leave "mailworthy watch" running to see whether it changes again.',
      },
      changes: {
        verdict: 'fail',
        fault: 'provider',
        says: (facts) =>
          `${subject(family)} has changed ${changesOf(facts)} times within ${withinDays(facts)}; it is ${facts.address} now.`,
        remedy:
          family === 'v4'
            ? 'Ask the provider for a fixed address: often a small fee, or a business tariff. With dynamic DNS mail still gets in most of the time, but to send, use a relay.'
            : 'Ask the provider for a fixed prefix, or let mail go over IPv4 alone.',
      },
    },
    async observe(line, { address: { address }, reverse }) {
      const now = line.clock.now()
      const known = await line.past.addresses(family)
      const own = (each: string) => (family === 'v6' ? networkOf(each) : each)
      return {
        address: own(address),
        known: recent(known, now).map(({ address: each, from, to, reconnects, restarts = 0 }) => ({
          address: own(each),
          from,
          to,
          reconnects,
          restarts,
        })),
        dynamicNames: (reverse?.names ?? [])
          .map((name) => ({ name, words: dynamicWordsIn(name) }))
          .filter(({ words }) => words.length > 0),
        now,
      }
    },
    judge(facts) {
      const changes = changesOf(facts)
      if (changes > 1) return 'changes'
      if (changes === 1) return 'changed-once'
      const isLent = facts.dynamicNames.length > 0
      const { restarts, reconnects } = isLent ? enough.againstItsName : enough.usually
      const kept = keptOf(facts)
      if (kept.restarts >= restarts || kept.reconnects >= reconnects) return 'fixed'
      return isLent ? 'looks-dynamic' : 'too-early'
    },
  })

function subject(family: Family): string {
  return family === 'v4' ? 'The public IPv4 address' : 'The IPv6 network'
}

function lower(family: Family): string {
  return family === 'v4' ? 'the address' : 'the IPv6 network'
}

/** One address after the other, each only where it follows another one. */
function succession({ known, address }: FixedFacts): readonly string[] {
  return [...known.map((each) => each.address), address].filter((each, index, all) => each !== all[index - 1])
}

function changesOf(facts: FixedFacts): number {
  return succession(facts).length - 1
}

function before(facts: FixedFacts): string {
  return succession(facts).at(-2) ?? ''
}

/** Since the last change. */
function lastStretch({ known, address }: FixedFacts): readonly Known[] {
  const last = known.findLastIndex((each) => each.address !== address)
  return known.slice(last + 1)
}

function keptOf(facts: FixedFacts): { readonly restarts: number; readonly reconnects: number } {
  const stretch = lastStretch(facts)
  return {
    restarts: stretch.reduce((sum, { restarts }) => sum + restarts, 0),
    reconnects: stretch.reduce((sum, { reconnects }) => sum + reconnects, 0),
  }
}

function knownFor(facts: FixedFacts): string {
  const from = lastStretch(facts)[0]?.from ?? facts.now
  return spokenTime(Date.parse(facts.now) - Date.parse(from))
}

function withinDays({ known, now }: FixedFacts): string {
  return spokenTime(Date.parse(now) - Date.parse(known[0]?.from ?? now))
}

function reconnected(facts: FixedFacts): string {
  const { restarts, reconnects } = keptOf(facts)
  const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)
  const all = `when the line reconnected (${times(Math.max(reconnects, restarts))})`
  return restarts === 0 ? all : `${all}, also after the router had been off (${times(restarts)})`
}

export const lineFixed = { v4: fixedOver('v4'), v6: fixedOver('v6') } as const
