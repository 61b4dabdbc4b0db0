import type { Provider } from './provider.ts'
import { sources } from './sources.ts'

/** Machines for rent: where a mail server can be instead, and where a probe may stand. */
export const hosting: readonly Provider[] = [
  {
    name: 'OVHcloud (VPS, Public Cloud, dedicated)',
    country: 'FR',
    kind: 'hosting',
    networks: { asns: [16_276], sources: [sources.operators] },
    outbound25: {
      value: 'varies',
      detail:
        'It is changing. In 2022 it was open until spam was seen; in 2026 it is closed at first on some services, and for good on VPS in Local Zones (Madrid, Lisbon). Try before you buy.',
      sources: [
        { ref: 'https://docs.ovh.com/au/en/dedicated/antispam-best-practices/', date: '2022-10-17' },
        { ref: 'https://github.com/forwardemail/awesome-mail-server-providers/issues/7', date: '2026-06-15' },
        { ref: 'https://github.com/ovh/ovhcloud-docs/pull/593', date: '2026-08-18' },
        { ref: 'https://github.com/ovh/infrastructure-roadmap/issues/421', date: '2026-03-04' },
      ],
      confidence: 'medium',
    },
    reverseV4: {
      value: 'self-service',
      detail:
        'In the control panel: Bare Metal Cloud, Network, IP, "Modify the reverse path". The name must lead to the address first.',
      sources: [{ ref: 'https://github.com/ovh/docs (mail_sending_optimization)', date: '2024-01-19' }],
      confidence: 'high',
    },
  },
  {
    name: 'Hetzner Cloud',
    country: 'DE',
    kind: 'hosting',
    networks: { asns: [24_940], sources: [sources.operators] },
    outbound25: {
      value: 'blocked-request',
      detail: 'So is port 465. Each request is looked at, a month and the first paid invoice after the start.',
      sources: [sources.hostsQuoted, sources.hetznerMailcow, sources.hetznerMox],
      confidence: 'high',
    },
    port25Switch: {
      value: 'support',
      detail: 'Send a limit request in the Cloud Console.',
      sources: [sources.hetznerMailcow, sources.hetznerMox],
      confidence: 'high',
    },
    reverseV4: {
      value: 'self-service',
      detail: 'In the Cloud Console, or with "hcloud server set-rdns".',
      sources: [sources.hetznerMailcow, sources.hetznerMox],
      confidence: 'high',
    },
    reverseV6: {
      value: 'self-service',
      sources: [sources.hetznerMailcow, sources.hetznerMox],
      confidence: 'high',
    },
    ipv6: { value: 'yes', sources: [sources.hetznerMailcow], confidence: 'high' },
  },
  {
    name: 'DigitalOcean',
    country: 'US',
    kind: 'hosting',
    networks: { asns: [14_061], sources: [sources.operators] },
    outbound25: {
      value: 'blocked-fixed',
      detail: 'On new accounts, with ports 465 and 587; support has refused to open them.',
      sources: [
        sources.hostsQuoted,
        { ref: 'https://github.com/Purelymail/purelymail-issues/issues/294', date: '2025-04-29' },
        { ref: 'https://github.com/iredmail/iRedMail/issues/258', date: '2024-06-25' },
        { ref: 'https://gist.github.com/tihoho/a795ea8813530c6088b07d6123f62216', date: '2019-01-27' },
      ],
      confidence: 'high',
    },
    reverseV4: {
      value: 'self-service',
      detail: 'It is the name that the Droplet is given.',
      sources: [sources.mailInABox],
      confidence: 'high',
    },
  },
  {
    name: 'Scaleway Instances',
    country: 'FR',
    kind: 'hosting',
    networks: { asns: [12_876], sources: [sources.operators] },
    outbound25: {
      value: 'blocked-switch',
      detail: 'With ports 465 and 587.',
      sources: [
        {
          ref: 'https://github.com/scaleway/docs-content (pages/instances/how-to/send-emails-from-your-instance.mdx)',
          date: '2025-07-21',
        },
      ],
      confidence: 'high',
    },
    port25Switch: {
      value: 'account',
      detail: 'Prove who you are, then allow SMTP in the security group of the instance.',
      sources: [
        {
          ref: 'https://github.com/scaleway/docs-content (pages/instances/how-to/send-emails-from-your-instance.mdx)',
          date: '2025-07-21',
        },
      ],
      confidence: 'high',
    },
  },
  {
    name: 'Amazon EC2',
    country: 'US',
    kind: 'hosting',
    networks: { asns: [16_509], sources: [sources.operators] },
    outbound25: {
      value: 'blocked-request',
      sources: [
        { ref: 'https://github.com/cisagov/cool-system/issues/108', date: '2020-11-01' },
        { ref: 'https://github.com/mail-in-a-box/mailinabox/issues/1815', date: '2020-09-04' },
      ],
      confidence: 'high',
    },
    port25Switch: {
      value: 'support',
      detail: 'Ask for the limit on outgoing mail to be removed.',
      sources: [{ ref: 'https://github.com/cisagov/cool-system/issues/108', date: '2020-11-01' }],
      confidence: 'high',
    },
    reverseV4: {
      value: 'support',
      detail: 'For an Elastic IP, with the same request.',
      sources: [{ ref: 'https://beamtic.com/ptr-records-aws-elastic-ip', date: '2021-05-13' }],
      confidence: 'medium',
    },
  },
  {
    name: 'Google Compute Engine',
    country: 'US',
    kind: 'hosting',
    networks: { asns: [15_169, 396_982], sources: [sources.operators, sources.asNames] },
    outbound25: {
      value: 'blocked-fixed',
      detail: '"Port 25 is always blocked and can’t be used", Google’s page is quoted.',
      sources: [{ ref: 'https://github.com/mailcow/mailcow-dockerized/issues/3073', date: '2019-10-21' }],
      confidence: 'medium',
    },
  },
  {
    name: 'Microsoft Azure',
    country: 'US',
    kind: 'hosting',
    networks: { asns: [8075], sources: [sources.operators] },
    outbound25: {
      value: 'varies',
      detail:
        'Open with an Enterprise Agreement. Pay-as-you-go and the like may ask: Virtual Network, "Diagnose and solve", "Cannot send email (SMTP-Port 25)". Never with a free trial, for students, or with Visual Studio.',
      sources: [
        {
          ref: 'https://github.com/MicrosoftDocs/azure-docs (troubleshoot-outbound-smtp-connectivity.md)',
          date: '2021-04-28',
        },
      ],
      confidence: 'medium',
    },
  },
  {
    name: 'Akamai / Linode',
    country: 'US',
    kind: 'hosting',
    networks: { asns: [63_949], sources: [sources.asNames, sources.asNames2016] },
    outbound25: {
      value: 'blocked-request',
      detail: 'For accounts made after 5 November 2019, with ports 465 and 587.',
      sources: [sources.linode],
      confidence: 'high',
    },
    port25Switch: {
      value: 'support',
      detail: 'Set the name and the reverse name first, then open a ticket that names the machines.',
      sources: [sources.linode],
      confidence: 'high',
    },
    reverseV4: {
      value: 'self-service',
      detail: 'The name must lead to the address first.',
      sources: [sources.mailInABox],
      confidence: 'high',
    },
  },
  {
    name: 'Vultr',
    country: 'US',
    kind: 'hosting',
    networks: { asns: [20_473], sources: [sources.asNames, sources.asNames2016] },
    outbound25: {
      value: 'blocked-request',
      detail: 'It was opened for some, old customers among them, and refused to new accounts.',
      sources: [
        { ref: 'https://github.com/LukeSmithxyz/emailwiz/issues/313', date: '2024-03-11' },
        { ref: 'https://github.com/LukeSmithxyz/emailwiz/issues/172', date: '2022-10' },
        { ref: 'https://github.com/LukeSmithxyz/emailwiz/issues/142', date: '2021-05-13' },
      ],
      confidence: 'medium',
    },
    port25Switch: {
      value: 'support',
      detail: 'Open a ticket.',
      sources: [{ ref: 'https://github.com/LukeSmithxyz/emailwiz/issues/313', date: '2024-03-11' }],
      confidence: 'medium',
    },
  },
  {
    name: 'Oracle Cloud (OCI)',
    country: 'US',
    kind: 'hosting',
    networks: { asns: [31_898], sources: [sources.asNames, sources.asNames2016] },
    outbound25: {
      value: 'blocked-request',
      detail: 'It was refused to a free account; with a paid one it can be asked for.',
      sources: [sources.oracle],
      confidence: 'low',
    },
    inbound25: { value: 'open', sources: [sources.oracle], confidence: 'low' },
  },
]
