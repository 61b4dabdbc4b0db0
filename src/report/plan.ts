import type { Abilities } from '../core/ability.ts'
import type { Finding } from '../core/finding.ts'
import { type Signs, signsOf } from './signs.ts'

/** The way to go. */
export type Way =
  | 'host-directly'
  | 'host-and-relay'
  | 'host-behind-tunnel'
  | 'change-provider'
  | 'rent-a-machine'
  | 'find-out-first'

export interface Plan {
  readonly way: Way
  /** Why this way, in a sentence or two. */
  readonly why: string
  /** The next two or three steps, first things first. */
  readonly steps: readonly string[]
}

interface Rule {
  readonly way: Way
  readonly when: (signs: Signs) => boolean
  readonly why: (signs: Signs) => string
  readonly steps: (signs: Signs) => readonly string[]
}

/** More would not be read. */
const mostSteps = 3

/** The way to go and its next steps, chosen from what the line can do and why not. */
export function planOf(abilities: Abilities, findings: readonly Finding[], options: { relay: boolean }): Plan {
  return planFor(signsOf(abilities, findings, options.relay))
}

/** The same, from the signs alone. */
export function planFor(signs: Signs): Plan {
  const rule = rules.find(({ when }) => when(signs)) ?? allWell
  const steps = [...new Set(rule.steps(signs))].slice(0, mostSteps)
  return { way: rule.way, why: rule.why(signs), steps: steps.length > 0 ? steps : [askEverything] }
}

/** Where nothing that was looked at offers a step, too little was looked at. */
const askEverything = 'Run the check again with all its checks, and with a probe (--probe).'
const askForAddress =
  'Ask your provider for a public IPv4 address of your own (often called "full IPv4", "fixed IP" or "no CGNAT"): many give one on request, some for a small fee. Then run this check again.'
const askForPort25 =
  'Look in your account with the provider, or ask its support, whether port 25 can be opened: with several providers it is a switch. Then run this check again.'
const findRelay =
  "Otherwise choose a relay that sends your mail for you: your provider's, your domain registrar's, or a small paid one. It is reached on port 587 or 465, which are rarely blocked."
const tellServerOfRelay = 'Give the relay to your mail server as its "smarthost" or "relayhost".'
const rentTunnel =
  'Otherwise take a tunnel with a fixed address of its own: a VPN that offers one with all ports open, or a small rented machine that passes ports 25, 465, 587, 143 and 993 on to your home.'
const checkThroughTunnel = 'Once the tunnel is up, check it as you checked the line: mailworthy check --interface NAME.'
const watchNights = 'Leave the line under watch for some days before you rely on it: nobody knows its nights yet.'

const blockedByProvider = (signs: Signs) => signs.receive === 'no' && signs.faults.receive.includes('provider')

/** In order; the first that applies is the plan. */
const rules: readonly Rule[] = [
  {
    way: 'rent-a-machine',
    when: (signs) => signs.interrupted && (signs.noAddressOfItsOwn || blockedByProvider(signs)),
    why: () =>
      'This line is not up day and night, and mail cannot come in on it either. Little of a mail server could stay at home.',
    steps: () => [
      'Rent the smallest virtual machine of a provider that lets port 25 out and lets you set the reverse name of its address.',
      'Run this check there before you install anything.',
    ],
  },
  {
    way: 'change-provider',
    when: (signs) => signs.interrupted,
    why: () => 'A mail server must be reachable day and night, and this line is not.',
    steps: () => [
      'Look first whether it is the box, its power or its cable: run this check from a machine that is wired to the box.',
      'Report the outages to your provider; if they stay, look for another provider, or another kind of line.',
      'Until then other servers will try again for a few days, so short outages lose no mail.',
    ],
  },
  {
    way: 'host-behind-tunnel',
    when: (signs) => signs.noAddressOfItsOwn,
    why: () => 'This line has no public IPv4 address of its own, so no rule in your router can let mail in.',
    steps: () => [askForAddress, rentTunnel, checkThroughTunnel],
  },
  {
    way: 'host-behind-tunnel',
    when: blockedByProvider,
    why: () => 'Your provider keeps mail from coming in, and nothing at home can change that.',
    steps: () => [askForPort25, rentTunnel, checkThroughTunnel],
  },
  {
    way: 'host-behind-tunnel',
    when: (signs) => signs.send === 'no' && signs.relayPortsShut && !signs.relay,
    why: () =>
      'Neither port 25 nor the ports of relays (465, 587) can be reached from here, so mail cannot leave even through a relay.',
    steps: () => [askForPort25, rentTunnel, checkThroughTunnel],
  },
  {
    way: 'find-out-first',
    when: (signs) => signs.receive === 'unknown' || signs.send === 'unknown',
    why: (signs) => `${alreadyKnown(signs)}Not enough could be seen to say whether ${openQuestion(signs)}.`,
    steps: ({ remedies }) => [...remedies.unknown, ...remedies.receive],
  },
  {
    way: 'find-out-first',
    when: ({ receive, faults }) => receive === 'no' && faults.receive.includes('undetermined'),
    why: () => 'Mail does not come in, and it is not known yet who keeps it out.',
    steps: ({ remedies }) => remedies.receive,
  },
  {
    way: 'host-and-relay',
    when: ({ send, faults }) =>
      send === 'no' && faults.send.some((fault) => ['provider', 'undetermined'].includes(fault)),
    why: (signs) =>
      signs.receive === 'no'
        ? 'Sending straight from this line does not work, but a relay can send for you. What keeps mail from coming in can be mended at home.'
        : 'Mail can come in, but sending straight from this line does not work. A relay can send for you.',
    steps: ({ relay, remedies }) => [
      ...remedies.receive,
      ...(relay ? remedies.send : [askForPort25, findRelay, tellServerOfRelay]),
    ],
  },
  {
    way: 'host-directly',
    when: ({ receive, send }) => receive === 'no' || send === 'no',
    why: () => 'Nothing that was seen of the line itself is in the way; what is can be mended at home.',
    steps: ({ remedies }) => [...remedies.receive, ...remedies.send, 'Then run this check again.'],
  },
  {
    way: 'host-and-relay',
    when: ({ relay }) => relay,
    why: () => 'Mail can come in on this line, and your relay can be reached to send.',
    steps: ({ remedies }) => [...remedies.care, tellServerOfRelay],
  },
]

const allWell: Rule = {
  way: 'host-directly',
  when: () => true,
  why: () => 'Mail can come in on this line and go out from it.',
  steps: ({ remedies }) => (remedies.care.length > 0 ? remedies.care : [watchNights]),
}

function openQuestion(signs: Signs): string {
  if (signs.receive !== 'unknown') return 'mail can be sent'
  return signs.send === 'unknown' ? 'mail can come in and be sent' : 'mail can come in'
}

function alreadyKnown(signs: Signs): string {
  if (signs.send === 'no') return 'Sending straight from this line does not work, for which a relay is the way out. '
  if (signs.receive === 'no') return 'Mail does not come in as things stand. '
  return ''
}
