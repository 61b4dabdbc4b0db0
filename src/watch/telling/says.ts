import type { Family } from '../../core/line.ts'
import { portsWords } from '../../core/ports-words.ts'
import type { Happened } from '../event.ts'
import { notOfferedWords, placeNow, placeThen } from './place-clauses.ts'
import { durationWords, spanWords, timeWords } from './time-words.ts'

const named = { v4: 'IPv4', v6: 'IPv6' } as const satisfies { [family in Family]: string }

/** What happened, for a person: whole sentences, the first of which can stand alone. */
export function says(happened: Happened, at: string, timeZone?: string): string {
  const when = timeWords(at, timeZone)
  switch (happened.event) {
    case 'outage-began': {
      const since = happened.unseen ? `at least since ${when}, when the watcher began to look` : `since ${when}`
      return `No internet over ${named[happened.family]} ${since}: ${placeNow[happened.place]}.`
    }
    case 'outage-ended':
      if (happened.notOffered) return notOfferedSaid(happened, timeZone)
      return `Internet over ${named[happened.family]} is back${endSaid(happened, timeZone)} ${placeThen[happened.place]}`
    case 'flapping': {
      const { family, outages, from, to, seconds } = happened
      return `The line is unsteady over ${named[family]}: ${outages} interruptions ${spanWords(from, to, timeZone)}, ${durationWords(seconds)} in all. For an hour only those that last will be told one by one.`
    }
    case 'address-changed':
      return `${addressSaid(happened, when)} ${addressAdvice[happened.what]}`
    case 'mail-ports-changed':
      return `The mail ports answer otherwise than before: ${portsSaid(happened.changed)}. Seen at ${when}.${portsAdvice(happened.changed)}`
    case 'loss-began':
      return `The line loses ${happened.percent} % of what is asked over ${named[happened.family]}, for two hours now. Seen at ${when}.`
    case 'loss-ended':
      return `The line has stopped losing what is asked over ${named[happened.family]}: ${happened.percent} % in the last hour. Seen at ${when}.`
    case 'router-restarted':
      return `The router restarted at ${when}.`
    case 'was-not-watching': {
      const { from, to } = happened
      const seconds = (Date.parse(to) - Date.parse(from)) / 1_000
      return `Nobody watched the line for ${durationWords(seconds)}. That was ${spanWords(from, to, timeZone)}: mailworthy was not running, or this machine slept. Whether the line was up is not known.`
    }
  }
}

/** Only what somebody saw is said of when. */
function endSaid({ from, to, seconds, unseen }: OutageEnd, timeZone: string | undefined): string {
  const [began, ended] = [timeWords(from, timeZone), timeWords(to, timeZone)]
  switch (unseen) {
    case 'begin':
      return ` after ${durationWords(seconds)} at least. It was down when the watcher began to look at ${began}, and is back since ${ended}.`
    case 'middle':
      return `. It was gone ${spanWords(from, to, timeZone)}, as far as anybody watched.`
    case 'end':
      return `. It was gone from ${began}, and was back when the watcher looked again at ${ended}: when it came back nobody saw.`
    default:
      return ` after ${durationWords(seconds)}. It was gone ${spanWords(from, to, timeZone)}.`
  }
}

function notOfferedSaid({ family, from, to }: OutageEnd, timeZone: string | undefined): string {
  return `${notOfferedWords(named[family])} It counts as down ${spanWords(from, to, timeZone)}, and no longer.`
}

type OutageEnd = Extract<Happened, { event: 'outage-ended' }>
type AddressChange = Extract<Happened, { event: 'address-changed' }>

function addressSaid({ family, what, from, to, afterOutage, afterGap }: AddressChange, when: string): string {
  const which = {
    public: `The public ${named[family]} address`,
    prefix: `The ${named[family]} network of this line`,
    router: `The outer ${named[family]} address of the router`,
  }
  if (afterGap)
    return `${which[what]} became another one while nobody watched: it is ${to}, and was ${from}. Seen at ${when}.`
  return `${which[what]} changed from ${from} to ${to} at ${when}${afterOutage ? ', over an interruption' : ''}.`
}

const addressAdvice: { readonly [what in AddressChange['what']]: string } = {
  public: 'Every record that names the old one is to follow: the host, SPF, the reverse name.',
  prefix: 'Every AAAA record, SPF term and firewall rule with the old one is to follow.',
  router: 'If the public address is still the same, nothing is to be done.',
}

type PortChanges = Extract<Happened, { event: 'mail-ports-changed' }>['changed']

/** Those that went the same way are told together. */
function portsSaid(changed: PortChanges): string {
  const ways = new Map<string, string[]>()
  for (const { check, from, to } of changed) {
    const way = `${from} before, ${to === 'no-witness' ? 'no server answers on it any more' : `${to} now`}`
    ways.set(way, [...(ways.get(way) ?? []), check])
  }
  return [...ways].map(([way, checks]) => `${portsWords(checks)}: ${way}`).join('; ')
}

function portsAdvice(changed: PortChanges): string {
  const known = changed.find(({ to }) => to !== 'open')
  return known === undefined
    ? ''
    : ` "mailworthy explain ${known.check}/${known.to}" says what that means and what to do.`
}
