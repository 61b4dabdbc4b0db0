import { inboundBlocker, type BlockerFacts } from '../../../src/checks/inbound/blocker.ts'
import { judgements } from './judgements.ts'

const all = [25, 465, 587, 143, 993]
const blocker: BlockerFacts = {
  family: 'v4',
  call: 'done',
  onThisMachine: false,
  by: 'probe',
  arrived: all,
  loopbackOnly: [],
  missing: [],
  untested: [],
  broken: [],
  controlArrived: false,
  mapped: null,
  behindAnother: false,
  ownFirewall: 'unclear',
}
const mapped = (some: Partial<NonNullable<BlockerFacts['mapped']>>) =>
  ({ arrived: [], missing: [], control: 'not-mapped', ...some }) as const
const none = { ...blocker, arrived: [], missing: all }
const direct = { ...none, onThisMachine: true, ownFirewall: 'open' } as const

judgements(inboundBlocker.v4, [
  ['all arrive', blocker, 'nothing'],
  ['strangers came in on all', { ...blocker, by: 'strangers', call: 'no-vantage' }, 'nothing'],
  [
    'strangers came in on some, and in vain on others',
    { ...blocker, by: 'strangers', call: 'no-vantage', arrived: [465], missing: [25] },
    'router-or-provider',
  ],
  ['some do and some do not', { ...blocker, arrived: [465], missing: [25] }, 'router-or-provider'],
  [
    'the rules of this machine say so',
    { ...blocker, arrived: [465], missing: [25], ownFirewall: 'shut' },
    'this-machine',
  ],
  [
    'the server on one listens for this machine alone',
    { ...blocker, arrived: [465, 587, 143, 993], loopbackOnly: [25] },
    'this-machine',
  ],
  ['the rules of this machine keep out everything', { ...none, ownFirewall: 'shut' }, 'this-machine'],
  [
    'one is missing on a machine that wears the address and would let it in',
    { ...direct, arrived: [465], missing: [25] },
    'provider',
  ],
  ['nothing arrives on such a machine', direct, 'provider'],
  ['nothing but a high port arrives there', { ...direct, controlArrived: true }, 'provider-low-ports'],
  ['nothing arrives on a machine whose rules are not known', { ...direct, ownFirewall: 'unclear' }, 'undetermined'],
  ['none arrives behind a router', none, 'undetermined'],
  ['none arrives, and all do once the router opens them', { ...none, mapped: mapped({ arrived: all }) }, 'router'],
  ['the router opens one of those that are missing', { ...none, mapped: mapped({ arrived: [465] }) }, 'undetermined'],
  [
    'opened by the router, all but one arrive',
    { ...none, mapped: mapped({ arrived: [465, 587, 143, 993], missing: [25], control: 'arrived' }) },
    'provider',
  ],
  [
    'opened by the router, a high port arrives and no mail port does',
    { ...none, mapped: mapped({ missing: all, control: 'arrived' }) },
    'provider-low-ports',
  ],
  [
    'opened by the router, a high port arrives; but another router stands before it',
    { ...none, behindAnother: true, mapped: mapped({ missing: all, control: 'arrived' }) },
    'router-or-provider',
  ],
  [
    'opened by the router, nothing arrives: it may lie',
    { ...none, mapped: mapped({ missing: all, control: 'missing' }) },
    'router-or-provider',
  ],
  [
    'one arrives as things stand, and the other not even when the router has it open',
    { ...blocker, arrived: [465], missing: [25], mapped: mapped({ missing: [25], control: 'arrived' }) },
    'provider',
  ],
  [
    'this machine turns away what the router would let in',
    { ...none, ownFirewall: 'shut', mapped: mapped({ arrived: all }) },
    'this-machine',
  ],
  [
    'the router lets in what it is asked to, and this machine would turn some of it away',
    { ...none, ownFirewall: 'mixed', mapped: mapped({ arrived: all }) },
    'undetermined',
  ],
  [
    'no right to listen, and led elsewhere by the router all arrive',
    { ...blocker, arrived: [], untested: all, mapped: mapped({ arrived: all }) },
    'undetermined',
  ],
  [
    'no right to listen, and led elsewhere by the router nothing arrives',
    { ...blocker, arrived: [], untested: all, mapped: mapped({ missing: all, control: 'missing' }) },
    'router-or-provider',
  ],
  [
    'the router was asked for a high port alone, by a machine that wears the address and would let all in',
    { ...direct, mapped: mapped({ control: 'missing' }) },
    'provider',
  ],
  [
    'no right to listen, and led elsewhere by the router 25 is missing',
    { ...blocker, arrived: [], untested: all, mapped: mapped({ missing: [25], arrived: [465], control: 'arrived' }) },
    'provider',
  ],
  [
    'one is missing on a machine that wears the address and whose rules are not known',
    { ...direct, arrived: [465], missing: [25], ownFirewall: 'unclear' },
    'undetermined',
  ],
  ['two who keep others out', { ...blocker, arrived: [465], missing: [25, 587], ownFirewall: 'mixed' }, 'undetermined'],
  ['all arrive, and our answers are lost', { ...blocker, broken: all }, 'undetermined'],
  ['nobody was asked', { ...none, call: 'no-vantage', missing: [] }, 'undetermined'],
  [
    'what was dialled arrives, but one could not be tested',
    { ...blocker, arrived: [465, 587, 143, 993], untested: [25] },
    'undetermined',
  ],
])

judgements(inboundBlocker.v6, [
  ['all arrive', { ...blocker, family: 'v6' }, 'nothing'],
  [
    'nothing arrives though this machine would let it in: a router is in between',
    { ...direct, family: 'v6' },
    'router-or-provider',
  ],
  ['the rules of this machine say so', { ...none, family: 'v6', ownFirewall: 'shut' }, 'this-machine'],
  ['nothing is known of this machine', { ...direct, family: 'v6', ownFirewall: 'unclear' }, 'undetermined'],
  [
    'the router makes holes when it is asked, and all arrive',
    { ...direct, family: 'v6', mapped: mapped({ arrived: all }) },
    'router',
  ],
  [
    'through its holes all arrive but one',
    { ...direct, family: 'v6', mapped: mapped({ arrived: [465, 587, 143, 993], missing: [25], control: 'arrived' }) },
    'provider',
  ],
  [
    'through its holes a high port arrives alone',
    { ...direct, family: 'v6', mapped: mapped({ missing: all, control: 'arrived' }) },
    'provider-low-ports',
  ],
])
