import type { Provider } from './provider.ts'
import { sources } from './sources.ts'

export const restOfTheWorld: readonly Provider[] = [
  {
    name: 'Aussie Broadband',
    country: 'AU',
    kind: 'access',
    networks: { asns: [4764], sources: [sources.operators] },
    inbound25: { value: 'blocked-shared', sources: [sources.aussie], confidence: 'high' },
    publicIpv4: {
      value: 'shared',
      detail: 'On lines for homes without a static address.',
      sources: [sources.aussie],
      confidence: 'high',
    },
    fullIpv4: {
      value: 'paid',
      detail: 'Add a static address, in the MyAussie app or by telephone.',
      sources: [sources.aussie],
      confidence: 'high',
    },
    fixedIp: { value: 'option', sources: [sources.aussie], confidence: 'high' },
  },
  {
    name: 'Westnet / iiNet (TPG group)',
    country: 'AU',
    kind: 'access',
    networks: { asns: [4739], sources: [sources.operators, sources.asNames] },
    outbound25: { value: 'blocked-switch', sources: [sources.westnet], confidence: 'high' },
    inbound25: {
      value: 'blocked-switch',
      detail: 'The same switch opens ports 80 and 443.',
      sources: [sources.westnet],
      confidence: 'high',
    },
    port25Switch: {
      value: 'account',
      detail:
        'In MyAccount: the broadband service, "Settings" or "Manage port blocking", off. It takes up to 15 minutes.',
      sources: [sources.westnet],
      confidence: 'high',
    },
  },
  {
    name: 'Internode',
    country: 'AU',
    kind: 'access',
    networks: { asns: [4739], sources: [sources.asNames2016, sources.asNames] },
    outbound25: {
      value: 'blocked-switch',
      detail: 'On plans for homes. It is off where there is a static address, and on plans for business.',
      sources: [sources.internode, sources.internodeOld],
      confidence: 'high',
    },
    inbound25: { value: 'open', sources: [sources.internodeOld], confidence: 'low' },
    port25Switch: {
      value: 'account',
      detail: 'In My Internode, switch the "Network Firewall" off.',
      sources: [sources.internode],
      confidence: 'high',
    },
  },
  {
    name: 'Spark (ex Telecom NZ)',
    country: 'NZ',
    kind: 'access',
    networks: { asns: [4771], sources: [sources.asNames, sources.asNames2016] },
    outbound25: {
      value: 'blocked-request',
      detail: 'Since 26 April 2006. The source speaks of a way to have it opened, which is not told.',
      sources: [
        {
          ref: 'http://cloakecreative.co.nz/resources/60-troubleshoot-550-553-and-relay-prohibited-errors',
          date: '2006-04',
        },
      ],
      confidence: 'low',
    },
  },
  {
    name: 'Chunghwa Telecom (HiNet)',
    country: 'TW',
    kind: 'access',
    networks: { asns: [3462], sources: [sources.asNames, sources.asNames2016] },
    outbound25: { value: 'openable', sources: [sources.taiwan], confidence: 'low' },
    fixedIp: { value: 'varies', sources: [sources.taiwan], confidence: 'low' },
    reverseV4: { value: 'no', sources: [sources.taiwan], confidence: 'low' },
    upnp: {
      value: 'available',
      sources: [{ ref: 'https://github.com/YunoHost/doc (10.isp/index.mdx until 2025-11, Taiwan)', date: '2025-01' }],
      confidence: 'low',
    },
    hairpin: { value: 'yes', detail: 'With settings that are hidden.', sources: [sources.taiwan], confidence: 'low' },
  },
  {
    name: 'KT (SkyLife, Qook&Show)',
    country: 'KR',
    kind: 'access',
    networks: { asns: [4766], sources: [sources.asNames, sources.asNames2016] },
    outbound25: { value: 'openable', sources: [sources.korea], confidence: 'low' },
    fixedIp: { value: 'varies', sources: [sources.korea], confidence: 'low' },
    upnp: { value: 'available', sources: [sources.koreaUpnp], confidence: 'low' },
    hairpin: { value: 'no', sources: [sources.korea], confidence: 'low' },
  },
  {
    name: 'SK Broadband',
    country: 'KR',
    kind: 'access',
    networks: { asns: [9318], sources: [sources.asNames, sources.asNames2016] },
    outbound25: { value: 'openable', sources: [sources.korea], confidence: 'low' },
    fixedIp: { value: 'varies', sources: [sources.korea], confidence: 'low' },
    upnp: { value: 'available', sources: [sources.koreaUpnp], confidence: 'low' },
    hairpin: { value: 'no', sources: [sources.korea], confidence: 'low' },
  },
  {
    name: 'LG U+ (HelloVision)',
    country: 'KR',
    kind: 'access',
    networks: {
      asns: [
        9697, 9698, 9770, 9845, 10_066, 17_577, 17_586, 17_598, 17_839, 18_313, 18_318, 38_091, 38_120, 38_121, 38_669,
        45_365,
      ],
      sources: [sources.asNames],
    },
    outbound25: {
      value: 'openable',
      detail: 'Without the provider’s router.',
      sources: [sources.korea],
      confidence: 'low',
    },
    fixedIp: { value: 'varies', sources: [sources.korea], confidence: 'low' },
    upnp: { value: 'available', sources: [sources.koreaUpnp], confidence: 'low' },
    hairpin: { value: 'no', sources: [sources.korea], confidence: 'low' },
  },
  {
    name: 'Orange Côte d’Ivoire',
    country: 'CI',
    kind: 'access',
    networks: { asns: [29_571], sources: [sources.asNames] },
    outbound25: {
      value: 'blocked-fixed',
      detail: 'Told of the Livebox 2.',
      sources: [sources.ivoryCoast],
      confidence: 'low',
    },
    fixedIp: { value: 'no', sources: [sources.ivoryCoast], confidence: 'low' },
    reverseV4: { value: 'no', sources: [sources.ivoryCoast], confidence: 'low' },
    upnp: {
      value: 'on',
      sources: [
        { ref: 'https://github.com/YunoHost/doc (10.isp/index.mdx until 2025-11, Cote d’Ivoire)', date: '2018-08' },
      ],
      confidence: 'low',
    },
    hairpin: { value: 'no', sources: [sources.ivoryCoast], confidence: 'low' },
  },
]
