import { defineCheck, maybe } from '../../core/check.ts'
import type { Failure } from '../../core/failure.ts'
import type { Family } from '../../core/line.ts'
import type { Address, Banner, Name } from '../../core/mark.ts'
import { budgets } from '../budgets.ts'
import { lineAddress } from '../line/address.ts'
import { linePath } from '../line/path.ts'
import { type ServersFacts, servers } from '../looks/servers.ts'
import { turnedAway } from './turned-away.ts'

export interface ReceiversFacts {
  /** What this line is seen as, by which a greeting may call it. */
  readonly addresses: readonly Address[]
  readonly receivers: readonly ReceiverFacts[]
}

export interface ReceiverFacts {
  readonly host: Name
  readonly family: Family
  /** The lines that it greeted with; none where it did not. */
  readonly greeting: readonly Banner[]
  readonly failure?: Failure
}

const smtpPort = 25
/** A refusal is shown as it is, but no novel: the page that it names is mostly in the first lines. */
const mostShown = { lines: 3, letters: 200 } as const

/** What large receivers say to this line when it calls: their own judgement of its address, in their own words. */
export const reputationReceivers = defineCheck<ReceiversFacts>()({
  id: 'reputation.receivers',
  stem: 'reputation.receivers',
  title: 'Large receivers greet this line as any other.',
  matters: { send: 'recommended' },
  revision: 1,
  needs: {
    path: linePath,
    v4: maybe(servers.v4),
    v6: maybe(servers.v6),
    address: maybe(lineAddress.v4),
    otherAddress: maybe(lineAddress.v6),
  },
  budget: budgets.combining,
  marks: { addresses: 'address', host: 'name', greeting: 'banner' },
  answers: {
    welcome: {
      verdict: 'pass',
      says: (facts) =>
        `This line was greeted by ${hosts(facts.receivers.filter(isWelcome))}. What they do with its mail is another matter.`,
    },
    'turned-away': {
      verdict: 'warn',
      fault: 'undetermined',
      says: (facts) => {
        const away = facts.receivers.filter((receiver) => isAway(receiver, facts))
        return away
          .map((receiver) => `This line is turned away by ${receiver.host}, with these words: ${words(receiver)}.`)
          .join(' ')
      },
      remedy:
        'The words mostly name the reason, and a page where it can be read up or mended. See what reputation.policy, reputation.abuse and names.reverse say: most refusals come from there.',
    },
    'no-witness': {
      verdict: 'unknown',
      says: ({ receivers }) =>
        receivers.length === 0
          ? 'No large receiver was asked on port 25.'
          : `No large receiver was heard on port 25 (${hosts(receivers)}).`,
      remedy: 'See what outbound.25.v4 says: who cannot be reached cannot turn anybody away.',
    },
  },
  async observe(_line, { v4, v6, address, otherAddress }) {
    return {
      addresses: [address, otherAddress].flatMap((each) => (each === undefined ? [] : [each.address])),
      receivers: [...greetingsOver('v4', v4), ...greetingsOver('v6', v6)],
    }
  },
  judge(facts) {
    if (facts.receivers.some((receiver) => isAway(receiver, facts))) return 'turned-away'
    return facts.receivers.some(isWelcome) ? 'welcome' : 'no-witness'
  },
})

function greetingsOver(family: Family, seen: ServersFacts | undefined): readonly ReceiverFacts[] {
  return (
    (seen?.servers ?? [])
      // One whose address of this family is not known was not asked.
      .filter(({ port, ended }) => port === smtpPort && ended !== 'not-asked')
      .map(({ host, ended, greeting, more = [], failure }) => ({
        host,
        family,
        greeting: ended === 'replied' && greeting !== undefined ? [greeting, ...more] : [],
        ...(failure !== undefined && { failure }),
      }))
  )
}

function isAway({ greeting }: ReceiverFacts, { addresses }: ReceiversFacts): boolean {
  return turnedAway(greeting, addresses)
}

function isWelcome({ greeting }: ReceiverFacts): boolean {
  return /^2/.test(greeting[0] ?? '')
}

function hosts(receivers: readonly ReceiverFacts[]): string {
  return [...new Set(receivers.map(({ host }) => host))].join(', ')
}

function words({ greeting }: ReceiverFacts): string {
  const { lines, letters } = mostShown
  const shown = greeting.slice(0, lines).map((line) => (line.length > letters ? `${line.slice(0, letters)}…` : line))
  return `"${shown.join(' ')}${greeting.length > lines ? ' …' : ''}"`
}
