import type { Provider } from './provider.ts'
import { sources } from './sources.ts'

export const centralEurope: readonly Provider[] = [
  {
    name: 'Proximus',
    country: 'BE',
    kind: 'access',
    networks: { asns: [5432], sources: [sources.operators] },
    outbound25: {
      value: 'openable',
      detail:
        'Told of the BBox 2 and 3, with a warning: Proximus does not like hosting at home, and to have a port opened takes an effort.',
      sources: [sources.belgium],
      confidence: 'low',
    },
    fixedIp: { value: 'no', sources: [sources.belgium], confidence: 'low' },
    reverseV4: { value: 'no', sources: [sources.belgium], confidence: 'low' },
    upnp: { value: 'on', detail: 'Told of the BBox 2 and 3.', sources: [sources.belgiumUpnp], confidence: 'low' },
    hairpin: { value: 'no', sources: [sources.belgium], confidence: 'low' },
  },
  {
    name: 'Scarlet',
    country: 'BE',
    kind: 'access',
    outbound25: { value: 'openable', detail: 'Told of the BBox 2.', sources: [sources.belgium], confidence: 'low' },
    fixedIp: { value: 'no', sources: [sources.belgium], confidence: 'low' },
    reverseV4: { value: 'no', sources: [sources.belgium], confidence: 'low' },
    upnp: { value: 'on', detail: 'Told of the BBox 2.', sources: [sources.belgiumUpnp], confidence: 'low' },
    hairpin: { value: 'no', sources: [sources.belgium], confidence: 'low' },
  },
  {
    name: 'Odido (T-Mobile Thuis)',
    country: 'NL',
    kind: 'access',
    networks: { asns: [50_266], sources: [sources.operators] },
    outbound25: {
      value: 'blocked-fixed',
      detail: 'Since 4 October 2021. The relay that is offered is smtp.t-mobilethuis.nl, with an account for mail.',
      sources: [
        {
          ref: 'https://tweakers.net/nieuws/187600/t-mobile-thuis-sluit-smtp-poort-25-voor-uitgaande-mail-per-4-oktober.html',
          date: '2021-10',
        },
      ],
      confidence: 'medium',
    },
  },
  {
    name: 'Swisscom',
    country: 'CH',
    kind: 'access',
    networks: { asns: [3303], sources: [sources.operators] },
    outbound25: {
      value: 'filtered',
      detail:
        'Port 25 leads to a machine of Swisscom’s, which lets mail through "only under certain specific conditions". Told of private lines whose address changes. A table of 2019 says no more than that the port can be had.',
      sources: [
        {
          ref: 'https://www.swisscom.ch/en/residential/help/internet/email-versand-funktioniert-nicht.html',
          date: '2026-11',
          undated: true,
        },
        { ref: 'https://www.mail-archive.com/swinog@lists.swinog.ch/msg04290.html', date: '2026-11', undated: true },
        sources.switzerland,
      ],
      confidence: 'medium',
    },
    fixedIp: { value: 'no', sources: [sources.switzerland], confidence: 'low' },
    reverseV4: { value: 'no', sources: [sources.switzerland], confidence: 'low' },
    upnp: { value: 'no', sources: [sources.switzerlandUpnp], confidence: 'low' },
    hairpin: { value: 'no', sources: [sources.switzerland], confidence: 'low' },
  },
  {
    name: 'Sunrise',
    country: 'CH',
    kind: 'access',
    networks: { asns: [6730], sources: [sources.operators] },
    outbound25: { value: 'openable', sources: [sources.switzerland], confidence: 'low' },
    upnp: { value: 'no', sources: [sources.switzerlandUpnp], confidence: 'low' },
    hairpin: { value: 'no', sources: [sources.switzerland], confidence: 'low' },
  },
  {
    name: 'VTX',
    country: 'CH',
    kind: 'access',
    networks: { asns: [12_350], sources: [sources.asNames, sources.asNames2016] },
    outbound25: { value: 'openable', sources: [sources.switzerland], confidence: 'low' },
    upnp: { value: 'no', sources: [sources.switzerlandUpnp], confidence: 'low' },
    hairpin: { value: 'no', sources: [sources.switzerland], confidence: 'low' },
  },
  {
    name: 'Deutsche Telekom',
    country: 'DE',
    kind: 'access',
    networks: { asns: [3320], sources: [sources.operators] },
    outbound25: {
      value: 'open-until-abused',
      detail:
        'After spam the Telekom’s security team closes port 25, and opens it again once the machines are clean. A Speedport router may close it by itself.',
      sources: [sources.telekom, sources.speedport],
      confidence: 'high',
    },
    port25Switch: {
      value: 'router',
      detail:
        'A Speedport lets ports 25 and 587 out to listed servers only: log in and switch the list "sichere E-Mail-Server" off.',
      sources: [sources.speedport],
      confidence: 'medium',
    },
    fixedIp: {
      value: 'no',
      detail: 'Told of German lines for homes in general: the address may change every day.',
      sources: [{ ref: 'https://github.com/docker-mailserver/docker-mailserver/issues/3829', date: '2024-01-25' }],
      confidence: 'low',
    },
  },
  {
    name: 'Vodafone Deutschland (cable)',
    country: 'DE',
    kind: 'access',
    networks: { asns: [3209], sources: [sources.operators] },
    inbound25: {
      value: 'blocked-shared',
      detail: 'Over IPv4. IPv6 gets in.',
      sources: [sources.dsLite],
      confidence: 'medium',
    },
    publicIpv4: {
      value: 'shared',
      detail: 'With DS-Lite up to 60 customers have one address.',
      sources: [sources.dsLite],
      confidence: 'high',
    },
    ipv6: { value: 'yes', sources: [sources.dsLite], confidence: 'high' },
  },
  {
    name: 'DIGI Magyarország',
    country: 'HU',
    kind: 'access',
    networks: { asns: [20_845], sources: [sources.asNames, sources.asNames2016] },
    outbound25: {
      value: 'blocked-business',
      detail: 'Anybody may take a line for business, for about the same price.',
      sources: [sources.hungary],
      confidence: 'medium',
    },
    fixedIp: {
      value: 'business',
      detail: 'For an extra fee.',
      sources: [sources.hungary],
      confidence: 'medium',
    },
    reverseV4: { value: 'business', sources: [sources.hungary], confidence: 'medium' },
    upnp: { value: 'available', sources: [sources.hungaryUpnp], confidence: 'low' },
    hairpin: { value: 'no', sources: [sources.hungary], confidence: 'low' },
  },
  {
    name: 'Magyar Telekom',
    country: 'HU',
    kind: 'access',
    networks: { asns: [5483], sources: [sources.operators] },
    outbound25: { value: 'blocked-fixed', sources: [sources.hungary], confidence: 'medium' },
    fixedIp: {
      value: 'available',
      detail: 'With the modem in bridge mode.',
      sources: [{ ref: 'https://github.com/YunoHost/doc (10.isp.mdx, Hungary, Telekom)', date: '2026-05-23' }],
      confidence: 'medium',
    },
    reverseV4: { value: 'no', sources: [sources.hungary], confidence: 'medium' },
    upnp: { value: 'available', sources: [sources.hungaryUpnp], confidence: 'low' },
    hairpin: { value: 'no', sources: [sources.hungary], confidence: 'low' },
  },
]
