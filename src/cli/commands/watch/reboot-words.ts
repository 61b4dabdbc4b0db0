import { durationWords } from '../../../watch/telling/time-words.ts'
import type { Told } from '../ports/told.ts'
import {
  mappingsMs,
  type RebootEnded,
  type RebootState,
  type RebootStep,
  type RebootWait,
  settleMs,
} from '../../../watch/reboot/guided-reboot.ts'

type Done = Extract<RebootEnded, { readonly kind: 'done' }>

const box = 'the router (and the modem, where that is a box of its own)'

export const overSshWords =
  'You are here over SSH. If that way leads through the router, it is cut with it, and the test ends with it: then end this (Ctrl-C) and begin it within tmux or screen.'

/** What the user is told on the way. `offMs`: for how long it is to be off. */
export function stepWords(step: RebootStep, offMs: number): string {
  switch (step.step) {
    case 'switch-off':
      return `Before: ${stateWords(step.before)}. Now switch ${box} off: pull the plug.`
    case 'is-off':
      return `It is silent. Leave it off for ${lasted(offMs)}: you are told when to switch it on. A provider keeps an address for somebody who is back soon.`
    case 'was-short':
      return 'It answers again already: that was too short to have been a restart. Pull the plug of the router.'
    case 'switch-on':
      return `Switch ${box} on now.`
    case 'is-back':
      return step.early ? 'It answers again, earlier than it was asked to.' : 'It answers again.'
    case 'is-up':
      return 'The internet answers again. Its addresses are looked for.'
  }
}

const waits: Readonly<Record<RebootWait, string>> = {
  line: 'Looking at the line as it is',
  silence: 'Waiting for the router to fall silent',
  off: 'Off; it is to be switched on',
  router: 'Waiting for the router to answer',
  return: 'The router answers; waiting for the internet',
  addresses: 'Waiting for all addresses to come back',
  mappings: 'Waiting for the router to show what it forwards',
}

/** For the status line. */
export function waitWords(waiting: RebootWait, leftMs: number): string {
  return `${waits[waiting]} ${waiting === 'off' ? `in ${lasted(leftMs)}` : `(${lasted(leftMs)} at most)`}`
}

/** What became of the line, its addresses and its mappings; and what that means. */
export function endWords(ended: RebootEnded): readonly Told[] {
  switch (ended.kind) {
    case 'not-begun':
      return [notBegun[ended.why]]
    case 'not-back':
      return [notBack(ended)]
    case 'done':
      return [
        lineTold(ended),
        ...addressTold('The public IPv4 address', ended.before.v4, ended.after.v4),
        ...addressTold('The IPv6 network', ended.before.v6Prefix, ended.after.v6Prefix),
        ...routerTold(ended),
        mappingsTold(ended),
        meaning(ended),
      ]
  }
}

const notBegun: Readonly<Record<Extract<RebootEnded, { readonly kind: 'not-begun' }>['why'], Told>> = {
  'no-line': {
    mark: 'open',
    says: 'Nobody on the internet answers, or nobody tells the address of this line: there is nothing to compare with.',
    remedy: 'Begin when the line is up. "mailworthy check" tells what is in the way.',
  },
  'never-silent': {
    mark: 'open',
    says: 'The router never fell silent, so nothing was tested, and nothing is written down.',
    remedy: 'Begin again, and pull the plug of the box that this machine is connected to.',
  },
  'ran-on': {
    mark: 'open',
    says: 'The router was silent, and yet it was on all the time: its own clock has run on. So nothing was tested, and nothing is written down.',
    remedy: 'Begin again, and pull the plug of the router itself: its power, not its cables.',
  },
  interrupted: {
    mark: 'open',
    says: 'Interrupted before the router was off: nothing was tested, and nothing is written down.',
  },
}

function notBack({ why, router }: Extract<RebootEnded, { readonly kind: 'not-back' }>): Told {
  const state = router ? 'the router answers, and the internet does not yet' : 'the router is still silent'
  return {
    mark: 'bad',
    says: `${why === 'interrupted' ? 'Interrupted' : 'Given up'} while ${state}: what became of the addresses was not looked at. The interruption is written down as one that was wanted.`,
    remedy: router
      ? 'Wait for the line to come back; then "mailworthy check" tells how it is.'
      : `Switch ${box} on; then "mailworthy check" tells how it is.`,
  }
}

function lineTold({ offMs, reconnectMs, early }: Done): Told {
  const back = reconnectMs < 1_000 ? 'at once' : `${lasted(reconnectMs)} after it did`
  const shorter = early ? ', less than it was asked to be' : ''
  return {
    mark: 'good',
    says: `The line came back by itself: the router was silent for ${lasted(offMs)}${shorter}, and the internet answered ${back}.`,
  }
}

function addressTold(what: string, before: string | undefined, after: string | undefined): readonly Told[] {
  if (before === undefined)
    return after === undefined ? [] : [{ mark: 'open', says: `${what} is ${after}; it was not known before.` }]
  if (after === undefined)
    return [
      { mark: 'bad', says: `${what} was ${before}; ${lasted(settleMs)} after the line was back, there was none.` },
    ]
  return after === before
    ? [{ mark: 'good', says: `${what} is the same as before: ${after}.` }]
    : [{ mark: 'bad', says: `${what} is another one: ${after}; before it was ${before}.` }]
}

/** Where it wears the public address itself, all is said of it. */
function routerTold({ before, after }: Done): readonly Told[] {
  if (before.router === undefined || before.router === before.v4) return []
  return addressTold('What the router has outside, by its own word,', before.router, after.router)
}

function mappingsTold({ before, after }: Done): Told {
  const byHand = 'Ports that were forwarded by hand stand in its pages, and seldom in this table.'
  if (before.mappings === undefined)
    return { mark: 'open', says: `The router has no table that tells what it forwards. ${byHand}` }
  if (before.mappings.length === 0)
    return {
      mark: 'open',
      says: `The router's table led nothing to this machine, so it had nothing to forget. ${byHand}`,
    }
  if (after.mappings === undefined)
    return {
      mark: 'open',
      says: `The router shows no table ${lasted(mappingsMs)} after it is back, so it is not known what it still forwards.`,
      remedy: '"mailworthy ports list" looks again.',
    }
  const still = new Set(after.mappings)
  const forgotten = before.mappings.filter((each) => !still.has(each))
  if (forgotten.length === 0)
    return { mark: 'good', says: `The router still forwards what it did: ${before.mappings.join(', ')}.` }
  return {
    mark: 'bad',
    says: `The router has forgotten what it forwarded: ${forgotten.join(', ')}.`,
    remedy:
      'Forward these ports by hand in the pages of the router, which it does not forget; or leave "mailworthy ports keep" running, which asks anew.',
  }
}

function meaning({ before, after, early, offMs }: Done): Told {
  const pairs = [
    [before.v4, after.v4],
    [before.v6Prefix, after.v6Prefix],
  ].filter(([was]) => was !== undefined)
  if (pairs.some(([was, is]) => was !== is))
    return {
      mark: 'care',
      says: 'So this line does not keep its addresses: whoever restarts the router, or a cut of the power, changes them. "mailworthy check" takes account of it (line.fixed).',
      remedy:
        'Ask the provider for a fixed address, or let the router tell a dynamic DNS service of each new one. The reverse name and the standing with receivers do not move along.',
    }
  const short = early ? `, and ${lasted(offMs)} is little` : ''
  return {
    mark: 'good',
    says: `Kept once is a good sign, and no promise${short}: many providers keep an address for hours or days, and give it to another after that. "mailworthy check" takes account of it (line.fixed).`,
    remedy: 'Repeat it with --off 1h, and leave "mailworthy watch" running for some weeks.',
  }
}

function stateWords({ v4, v6Prefix, mappings }: RebootState): string {
  const led =
    mappings === undefined || mappings.length === 0 ? undefined : `forwarded to this machine: ${mappings.join(', ')}`
  return [
    v4 === undefined ? 'no public IPv4 address' : `public IPv4 address ${v4}`,
    v6Prefix === undefined ? 'no IPv6' : `IPv6 network ${v6Prefix}`,
    ...(led === undefined ? [] : [led]),
  ].join('; ')
}

function lasted(ms: number): string {
  return durationWords(Math.max(0, Math.round(ms / 1_000)))
}
