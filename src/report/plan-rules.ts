import type { Plan, Way } from './plan.ts'
import { otherwise, port25IsNotToBeHad, reverseNameIsNotToBeHad, steps } from './plan-steps.ts'
import { why } from './plan-why.ts'
import type { Signs } from './signs.ts'

/** When a way is the one to go, and what is said of it. */
export interface PlanRule {
  /** As `docs/plan.md` calls it. */
  readonly name: string
  readonly way: Way
  readonly when: (signs: Signs) => boolean
  readonly why: (signs: Signs) => Plan['why']
  readonly steps: (signs: Signs) => Plan['steps']
  readonly costs: (signs: Signs) => Plan['costs']
  readonly changes: (signs: Signs) => Plan['changes']
}

const smallFee = 'a small monthly fee'
const smtp = 25
/** Of the three steps that a plan has. */
const mostBeforeRelay = 2
const blockedByProvider = (signs: Signs) => signs.receive === 'no' && signs.faults.receive.includes('provider')
const throughTunnel = ({ known }: Signs) => [otherwise(steps.rentTunnel(known)), steps.checkThroughTunnel]

/**
 * In order; the first that applies is the plan, and the last one always does. What is known of a provider chooses no way: it
 * is a table, and the way follows from what was measured.
 */
export const planRules: readonly PlanRule[] = [
  {
    name: 'often-down-and-shut',
    way: 'rent-a-machine',
    when: (signs) => signs.interrupted && (signs.noAddressOfItsOwn || blockedByProvider(signs)),
    why: () =>
      'This line is not up day and night, and mail cannot come in on it either. Little of a mail server could stay at home.',
    steps: () => [steps.rentMachine(), 'Run this check there before you install anything.'],
    costs: () => `An evening, and ${smallFee} for the machine.`,
    changes: ({ noAddressOfItsOwn }) =>
      noAddressOfItsOwn
        ? 'If the line stays up and is given a public IPv4 address of its own, the server can be at home.'
        : 'If the line stays up and your provider lets port 25 in, the server can be at home.',
  },
  {
    name: 'often-down',
    way: 'change-provider',
    when: (signs) => signs.interrupted,
    why: () => 'A mail server must be reachable day and night, and this line is not.',
    steps: () => [
      'Look first whether it is the box, its power or its cable: run this check from a machine that is wired to the box.',
      'Report the outages to your provider; if they stay, look for another provider, or another kind of line.',
      'Until then other servers will try again for a few days, so short outages lose no mail.',
    ],
    costs: () => 'Some calls; at worst a new contract, and another line to wait for.',
    changes: () => 'If the line stays up for some days and nights, it is judged by what comes in and goes out on it.',
  },
  {
    name: 'shared-address',
    way: 'host-behind-tunnel',
    when: (signs) => signs.noAddressOfItsOwn,
    why: () => 'This line has no public IPv4 address of its own, so no rule in your router can let mail in.',
    steps: (signs) => [steps.askForAddress(signs.known), ...throughTunnel(signs)],
    costs: ({ known: { brands } }) => {
      const word = brands.length === 1 ? brands[0]?.fullIpv4?.value : undefined
      if (word === 'free') return `Nothing but asking for the address; else ${smallFee} for a tunnel.`
      if (word === 'paid') return `A fee for the address, or ${smallFee} for a tunnel.`
      return `Nothing but a call, or ${smallFee}: for an address of your own, else for a tunnel.`
    },
    changes: () =>
      'If your provider gives this line a public IPv4 address of its own, mail can come in without a tunnel.',
  },
  {
    name: 'kept-out-by-provider',
    way: 'host-behind-tunnel',
    when: blockedByProvider,
    why: () => 'Your provider keeps mail from coming in, and nothing at home can change that.',
    steps: (signs) => [steps.openPort25In(signs.known), ...throughTunnel(signs)],
    costs: () => `Nothing but a call, if your provider opens the port; else ${smallFee} for a tunnel.`,
    changes: () => 'If your provider lets port 25 in, mail can come in without a tunnel.',
  },
  {
    name: 'no-way-out',
    way: 'host-behind-tunnel',
    // With a relay, sending is judged by that alone: port 25 has to be looked at beside it.
    when: ({ send, relayPortsShut, port25Shut, relay }) => send === 'no' && relayPortsShut && (!relay || port25Shut),
    why: () =>
      'Neither port 25 nor the ports of relays (465, 587) can be reached from here, so mail cannot leave even through a relay.',
    steps: (signs) => [steps.openPort25Out(signs.known), ...throughTunnel(signs)],
    costs: () => `Nothing but a call, if your provider opens the ports; else ${smallFee} for a tunnel.`,
    changes: () => 'If port 25 opens on the way out, mail can be sent from here; if 465 or 587 does, through a relay.',
  },
  {
    name: 'opens-when-asked',
    way: 'find-out-first',
    when: ({ receive, send, notForwarded, opens }) =>
      receive === 'unknown' && send !== 'unknown' && notForwarded && opens.includes(smtp),
    why: why.opensWhenAsked,
    steps: ({ opens, known }) => [steps.keepOpen(opens), steps.forwardByHand(known), steps.checkAgain],
    costs: () => 'Nothing but a program that keeps running, or a quarter of an hour at the router.',
    changes: ({ send }) =>
      send === 'no'
        ? 'Once the port stays open, mail can be received here, and a relay can send.'
        : 'Once the port stays open, the server can be at home.',
  },
  {
    name: 'too-little-seen',
    way: 'find-out-first',
    when: (signs) => signs.receive === 'unknown' || signs.send === 'unknown',
    why: why.tooLittleSeen,
    steps: ({ remedies, opens, known, notForwarded, receive }) => [
      ...(notForwarded ? remedies.router : []),
      ...withPage(remedies.unknown, notForwarded ? steps.whereForwards(known) : undefined),
      ...(opens.includes(smtp) && receive === 'unknown' ? [steps.keepOpen(opens)] : []),
      ...remedies.receive,
    ],
    costs: ({ noProbe, anotherRun }) => {
      if (noProbe) return 'An evening, and a small machine outside for as long as you test.'
      return anotherRun ? 'Another run of the check.' : 'An evening, and perhaps a call.'
    },
    changes: () => 'Every answer in place of an unknown: one of the other ways is then the one to go.',
  },
  {
    name: 'kept-out-by-nobody-known',
    way: 'find-out-first',
    when: ({ receive, faults }) => receive === 'no' && faults.receive.includes('undetermined'),
    why: () => 'Mail does not come in, and it is not known yet who keeps it out.',
    steps: ({ remedies }) => [...remedies.router, ...remedies.receive],
    costs: () => 'An evening at the router, and perhaps a call.',
    changes: () =>
      'If it is the router or this machine, a rule there mends it; if it is the provider, it opens the port, or a tunnel is the way.',
  },
  {
    name: 'known-as-a-home-line',
    way: 'host-and-relay',
    when: ({ send, relay, port25Shut, homeLine }) =>
      send === 'no' && !relay && !port25Shut && (homeLine.reverse !== undefined || homeLine.list !== undefined),
    why: why.knownAsHomeLine,
    // The relay is what the way is about: what is before it may not push it out.
    steps: ({ remedies, known, homeLine: { reverse, list } }) => [
      ...[
        ...remedies.receive,
        ...(reverse === undefined ? [] : [steps.setReverseName(known, reverse)]),
        ...(list === undefined ? [] : [list]),
      ].slice(0, mostBeforeRelay),
      reverse !== undefined && reverseNameIsNotToBeHad(known) ? steps.findRelay : otherwise(steps.findRelay),
      steps.tellServerOfRelay,
    ],
    costs: ({ known, homeLine }) =>
      homeLine.reverse !== undefined && reverseNameIsNotToBeHad(known)
        ? `An evening, and nothing, or ${smallFee}, for a relay.`
        : `A call, or an evening in your account with the provider; else nothing, or ${smallFee}, for a relay.`,
    changes: () =>
      'If the address has a reverse name of its own, which leads back to it, and is on no list of home lines, mail can be sent straight from here.',
  },
  {
    name: 'sending-is-blocked',
    way: 'host-and-relay',
    // A relay that is out of reach is somebody else's machine: nothing at home mends it.
    when: ({ send, relay, faults }) =>
      send === 'no' && (relay || faults.send.some((fault) => ['provider', 'undetermined'].includes(fault))),
    why: why.sendingIsBlocked,
    steps: ({ relay, remedies, known, port25Shut }) => [
      ...remedies.receive,
      ...(port25Shut && !relay ? [steps.openPort25Out(known)] : remedies.send),
      ...(relay ? [steps.anotherRelay] : [relayAfter(known, port25Shut), steps.tellServerOfRelay]),
    ],
    costs: ({ relay, known, port25Shut }) => {
      if (relay) return 'An evening; at worst another relay.'
      const relayed = `nothing, or ${smallFee}, for a relay`
      if (!port25Shut) return `A call, and an evening; else ${relayed}.`
      return port25IsNotToBeHad(known)
        ? `An evening, and ${relayed}.`
        : `Nothing but asking, if port 25 is opened; else ${relayed}.`
    },
    changes: ({ relay, port25Shut, readable }) => {
      if (relay) return 'If the relay can be reached, mail can be sent through it.'
      if (readable) return 'If the encryption is left alone on port 25, mail can be sent straight from here.'
      return port25Shut
        ? 'If port 25 opens on the way out, mail can be sent straight from here.'
        : 'If what keeps mail from being taken is mended, it can be sent straight from here.'
    },
  },
  {
    name: 'address-changes',
    way: 'host-and-relay',
    when: ({ addressChanges }) => addressChanges,
    why: why.addressChanges,
    steps: ({ remedies, relay }) => [
      ...[...remedies.receive, steps.followAddress].slice(0, mostBeforeRelay),
      ...(relay ? [] : [steps.findRelay]),
      steps.tellServerOfRelay,
    ],
    costs: ({ relay }) =>
      relay ? 'What the relay costs, and an evening.' : `An evening, and nothing, or ${smallFee}, for a relay.`,
    changes: () =>
      'If the provider gives this line an address that stays, which is often a small fee, mail can be sent straight from here.',
  },
  {
    name: 'mended-at-home',
    way: 'host-directly',
    when: ({ receive, send }) => receive === 'no' || send === 'no',
    why: why.mendedAtHome,
    steps: ({ remedies }) => [...remedies.receive, ...remedies.send, steps.checkAgain],
    costs: () => 'Nothing but an evening at home.',
    changes: () => 'Something of the line itself that shows only once what is at home is mended: so check again.',
  },
  {
    name: 'relay-sends',
    way: 'host-and-relay',
    when: ({ relay }) => relay,
    why: why.relaySends,
    steps: ({ remedies }) => [...remedies.care, steps.tellServerOfRelay],
    costs: () => 'What the relay costs, and an evening.',
    changes: () => 'Without --relay this check says whether mail can be sent straight from here.',
  },
  {
    name: 'all-well',
    way: 'host-directly',
    when: () => true,
    why: why.allWell,
    steps: ({ remedies, permanent }) => {
      if (remedies.care.length > 0) return remedies.care
      return [permanent ? steps.setUp : steps.watchNights]
    },
    costs: ({ stalls }) =>
      `${stalls.length > 0 ? 'An evening at the router, and' : 'Nothing but'} the power for a small machine, and some patience.`,
    changes: () =>
      'A port that closes or an address that changes: check again after every change of provider, contract or router.',
  },
]

/** Where there is no point in asking for the port, the relay is no second choice. */
function relayAfter(known: Signs['known'], port25Shut: boolean): string {
  return port25Shut && port25IsNotToBeHad(known) ? steps.findRelay : otherwise(steps.findRelay)
}

/** With the page of the router, where the first thing to do is done there. */
function withPage(remedies: readonly string[], page: string | undefined): readonly string[] {
  const [first, ...others] = remedies
  return first === undefined || page === undefined ? remedies : [`${first} ${page}`, ...others]
}
