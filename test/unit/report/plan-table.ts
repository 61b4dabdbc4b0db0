import { providers } from '../../../src/knowledge/providers/index.ts'
import type { Provider } from '../../../src/knowledge/providers/provider.ts'
import type { Way } from '../../../src/report/plan.ts'
import type { Signs } from '../../../src/report/signs.ts'

/** The signs of a line on which all is well. */
export const well: Signs = {
  receive: 'yes',
  send: 'yes',
  access: 'yes',
  relay: false,
  noAddressOfItsOwn: false,
  port25Shut: false,
  relayPortsShut: false,
  homeLine: {},
  readable: false,
  stalls: [],
  addressChanges: false,
  interrupted: false,
  permanent: false,
  noProbe: false,
  notForwarded: false,
  hidden: { behind: [], wholly: false },
  anotherRun: false,
  opens: [],
  known: { brands: [] },
  faults: { receive: [], send: [] },
  remedies: { receive: [], send: [], unknown: [], care: [], leftBehind: [], router: [] },
}

export function providerNamed(name: string): Provider {
  const found = providers.find((each) => each.name.startsWith(name))
  if (found === undefined) throw new Error(`nothing is known of ${name}`)
  return found
}

/** On a line of one of these. */
const of = (...names: readonly string[]): Partial<Signs> => ({
  known: { brands: names.map(providerNamed), country: 'FR' },
})
const care = (remedy: string): Partial<Signs> => ({ remedies: { ...well.remedies, care: [remedy] } })
const router = (remedy: string): Partial<Signs> => ({ remedies: { ...well.remedies, router: [remedy] } })
const unknown = { remedies: { ...well.remedies, unknown: ['Find out.'] } }

const noReceive = (fault: Signs['faults']['receive'][number]): Partial<Signs> => ({
  receive: 'no',
  faults: { receive: [fault], send: [] },
  remedies: { ...well.remedies, receive: ['Let mail in.'] },
})
const noSend = (fault: Signs['faults']['send'][number]): Partial<Signs> => ({
  send: 'no',
  faults: { receive: [], send: [fault] },
  remedies: { ...well.remedies, send: ['Let mail out.'] },
})

/** Receivers turn it away for what the provider can change. */
const atHome = (homeLine: Signs['homeLine']): Partial<Signs> => ({ ...noSend('provider'), homeLine })
const nameless = atHome({ reverse: 'Ask for a name.' })
const onList = atHome({ list: 'Get off the list.' })

const down = { receive: 'no', interrupted: true } as const
const shared = { receive: 'no', noAddressOfItsOwn: true } as const
const keptOut = noReceive('provider')
const no25 = { ...noSend('undetermined'), port25Shut: true }
const noRelay = { ...no25, relayPortsShut: true }
const relayOut = { ...noSend('server'), relay: true }
const changing = { addressChanges: true } as const
const notForwarded = { receive: 'unknown', notForwarded: true } as const
const opens = { ...notForwarded, opens: [25, 465] } as const

/** Beside the signs of a good line: what the first step says, and what it costs. */
type Row = readonly [when: string, signs: Partial<Signs>, first: RegExp, costs: RegExp]

/** For each rule its way, and lines that it is for. */
export const planTable: { readonly [rule: string]: { readonly way: Way; readonly rows: readonly Row[] } } = {
  'often-down-and-shut': {
    way: 'rent-a-machine',
    rows: [
      ['often down, and shared', { ...shared, ...down }, /^Rent the smallest/, /^An evening, and a small monthly fee/],
      ['often down, and kept out', { ...keptOut, ...down }, /at Hetzner Cloud.* not at .*Google/, /machine/],
      ['often down, shared, no way out', { ...no25, ...shared, ...down }, /^Rent/, /^An evening/],
    ],
  },
  'often-down': {
    way: 'change-provider',
    rows: [
      ['often down', down, /the box, its power or its cable/, /^Some calls; at worst a new contract/],
      ['often down, and no port 25', { ...no25, ...down }, /^Look first/, /^Some calls/],
      ['often down, the rest is unknown', { ...down, send: 'unknown' }, /^Look first/, /^Some calls/],
    ],
  },
  'shared-address': {
    way: 'host-behind-tunnel',
    rows: [
      ['shared', shared, /^Ask your provider for a public IPv4 address/, /^Nothing but a call, or a small/],
      ['shared, sending unknown', { ...shared, send: 'unknown' }, /^Ask your provider/, /tunnel/],
      [
        'free to be had',
        { ...shared, ...of('Free') },
        /Free \(Freebox\): .* for nothing\..*2016-02/,
        /^Nothing but asking/,
      ],
      ['to be had for a fee', { ...shared, ...of('Starlink') }, /Starlink: .* for a fee\./, /^A fee for the address/],
      ['not known of this one', { ...shared, ...of('BT') }, /^Ask your provider/, /^Nothing but a call/],
    ],
  },
  'kept-out-by-provider': {
    way: 'host-behind-tunnel',
    rows: [
      ['kept out', keptOut, /^Look in your account/, /if your provider opens the port/],
      ['kept out, there is a switch', { ...keptOut, ...of('Westnet') }, /^Open port 25\. Westnet .*MyAccount/, /call/],
      ['kept out, there is none', { ...keptOut, ...of('Cox') }, /^Do not wait for port 25\. Cox: /, /tunnel/],
      ['said not to be', { ...keptOut, ...of('TDS') }, /^Ask .* TDS Telecom: .* measured here outranks that: /, /call/],
    ],
  },
  'no-way-out': {
    way: 'host-behind-tunnel',
    rows: [
      ['not even a relay', noRelay, /^Look in your account/, /opens the ports/],
      ['the same, there is a switch', { ...noRelay, ...of('Free') }, /^Open port 25\. Free/, /tunnel/],
      ['with a relay, and its ports are shut', { ...noRelay, ...relayOut }, /^Look in your account/, /tunnel/],
    ],
  },
  'opens-when-asked': {
    way: 'find-out-first',
    rows: [
      ['opened when asked', opens, /"mailworthy ports keep" .* 25 and 465\.$/, /^Nothing but a program/],
      ['opened when asked, no port 25 out', { ...no25, ...opens }, /ports keep/, /quarter of an hour/],
    ],
  },
  'too-little-seen': {
    way: 'find-out-first',
    rows: [
      ['receiving unknown', { ...unknown, receive: 'unknown' }, /^Find out\.$/, /^An evening, and perhaps a call/],
      ['no probe', { ...unknown, receive: 'unknown', noProbe: true }, /^Find out\.$/, /small machine outside/],
      ['done in a minute', { ...unknown, receive: 'unknown', anotherRun: true }, /^Find out\.$/, /^Another run/],
      ['sending unknown', { ...unknown, send: 'unknown' }, /^Find out\.$/, /^An evening/],
      ['receiving unknown, no port 25', { ...no25, ...unknown, receive: 'unknown' }, /^Find out\.$/, /^An evening/],
      ['no right to listen', { ...unknown, receive: 'unknown', opens: [25] }, /^Find out\.$/, /^An evening/],
      [
        'not forwarded',
        { ...unknown, ...notForwarded, ...of('Free') },
        /^Find out\. Free .*mafreebox.*2024-03/,
        /evening/,
      ],
      ['another has the port', { ...notForwarded, ...router('Remove it.') }, /^Remove it\.$/, /evening/],
    ],
  },
  'kept-out-by-nobody-known': {
    way: 'find-out-first',
    rows: [
      ['kept out by somebody', noReceive('undetermined'), /^Let mail in\.$/, /^An evening at the router/],
      ['the router refuses', { ...noReceive('undetermined'), ...router('Permit it.') }, /^Permit it\.$/, /a call/],
    ],
  },
  'known-as-a-home-line': {
    way: 'host-and-relay',
    rows: [
      ['no reverse name', nameless, /^Ask for a name\.$/, /^A call, or an evening in your account/],
      ['one may set it', { ...nameless, ...of('Free') }, /^Get a reverse .* Free .*account/, /^A call/],
      [
        'nobody can',
        { ...nameless, ...of('Orange (') },
        /^Do not wait for a reverse name.* Orange /,
        /^An evening, and/,
      ],
      ['one of two brands', { ...nameless, ...of('Westnet', 'Internode') }, /^Ask for a name\. .*Internode/, /^A call/],
      ['on a list', onList, /^Get off the list\.$/, /^A call/],
      ['both', atHome({ reverse: 'Ask for a name.', list: 'Get off.' }), /^Ask for a name\.$/, /for a relay\.$/],
      [
        'on a list, and shut at home',
        { ...noReceive('router'), ...onList, receive: 'no', remedies: noReceive('router').remedies ?? well.remedies },
        /^Let mail in\.$/,
        /for a relay\.$/,
      ],
    ],
  },
  'sending-is-blocked': {
    way: 'host-and-relay',
    rows: [
      ['no port 25', no25, /^Look in your account.* a switch\. Then run/, /^Nothing but asking/],
      ['the provider’s doing', { ...no25, ...noSend('provider') }, /^Look in your account/, /for a relay\.$/],
      ['a switch', { ...no25, ...of('Free') }, /^Open port 25\. Free .*"inactif" \(YunoHost\/doc, 2024-03\)/, /asking/],
      [
        'no switch',
        { ...no25, ...of('Orange (') },
        /^Do not wait for port 25\. Orange /,
        /^An evening, and nothing, or/,
      ],
      ['on request', { ...no25, ...of('Telus') }, /^Ask for port 25\. Telus: One source of 2018 says: /, /asking/],
      ['one of two brands', { ...no25, ...of('Westnet', 'Internode') }, /known of Westnet .* and Internode/, /asking/],
      ['not taken for another reason', noSend('provider'), /^Let mail out\.$/, /^A call, and an evening/],
      [
        'port 25 is shut as well',
        { ...no25, homeLine: { list: 'Get off the list.' } },
        /^Look in your account/,
        /asking/,
      ],
      ['a relay out of reach', { ...noSend('undetermined'), relay: true }, /^Let mail out\.$/, /another relay/],
      ['the relay’s own doing', relayOut, /^Let mail out\.$/, /another relay/],
      ['the same, the ports of relays are shut', { ...relayOut, relayPortsShut: true }, /^Let mail out\.$/, /another/],
      ['readable on the way', { ...noSend('undetermined'), readable: true }, /^Let mail out\.$/, /for a relay\.$/],
    ],
  },
  'address-changes': {
    way: 'host-and-relay',
    rows: [
      ['another address every night', { send: 'with-reservations', ...changing }, /dynamic DNS/, /for a relay\.$/],
      ['the zone has an older one', { ...noSend('zone'), ...changing }, /dynamic DNS/, /for a relay\.$/],
      ['with a relay', { relay: true, ...changing }, /dynamic DNS/, /^What the relay costs/],
      ['the router keeps mail out', { ...noReceive('router'), ...changing }, /^Let mail in\.$/, /for a relay\.$/],
    ],
  },
  'mended-at-home': {
    way: 'host-directly',
    rows: [
      ['the router’s doing', noReceive('router'), /^Let mail in\.$/, /^Nothing but an evening/],
      ['this machine’s doing', { ...no25, ...noSend('machine') }, /^Let mail out\.$/, /evening/],
      ['the zone is wrong', noSend('zone'), /^Let mail out\.$/, /evening/],
    ],
  },
  'relay-sends': {
    way: 'host-and-relay',
    rows: [
      ['with a relay', { relay: true }, /"smarthost"/, /^What the relay costs/],
      ['with a relay, and care', { relay: true, ...care('Take care.') }, /^Take care\.$/, /relay/],
    ],
  },
  'all-well': {
    way: 'host-directly',
    rows: [
      ['all well', {}, /nights/, /power/],
      ['all well, day and night', { permanent: true }, /^Set up the mail server/, /power/],
      ['messages stall', { stalls: ['in', 'out'], ...care('Lower it.') }, /^Lower it\.$/, /^An evening at the router/],
      ['all well, with care', { receive: 'with-reservations', ...care('Take care.') }, /^Take care\.$/, /patience/],
    ],
  },
}
