import type { Provider } from './provider.ts'
import { sources } from './sources.ts'

export const france: readonly Provider[] = [
  {
    name: 'Free (Freebox)',
    country: 'FR',
    kind: 'access',
    networks: { asns: [12_322], sources: [sources.operators] },
    outbound25: {
      value: 'blocked-switch',
      detail: 'The addresses are on lists of home lines; ask for yours to be taken off once it has its own name.',
      sources: [
        sources.free,
        sources.france,
        sources.franceOld,
        { ref: 'https://ixus.net/viewtopic.php?p=232834', date: '2006-12' },
      ],
      confidence: 'high',
    },
    port25Switch: {
      value: 'account',
      detail:
        'In the subscriber account (subscribe.free.fr), under "Ma Freebox", set "Blocage SMTP sortant" to "inactif".',
      sources: [sources.free],
      confidence: 'high',
    },
    inbound25: {
      value: 'blocked-shared',
      detail: 'Four lines share the ports of an address, and port 25 belongs to one of them.',
      sources: [sources.freeShares, sources.freeFull],
      confidence: 'medium',
    },
    publicIpv4: {
      value: 'varies',
      detail: 'Since 2016 four subscribers may share an address, each with 16384 ports.',
      sources: [sources.freeShares, sources.freeFull],
      confidence: 'high',
    },
    fullIpv4: {
      value: 'free',
      detail: 'Free said so in 2016, of the first address. Where it is asked for, no source tells.',
      sources: [sources.freeShares, sources.freeFull],
      confidence: 'medium',
    },
    fixedIp: {
      value: 'included',
      detail: 'Where the address is shared, only after asking for a full one.',
      sources: [sources.france, sources.freeFull],
      confidence: 'medium',
    },
    reverseV4: {
      value: 'self-service',
      detail:
        'In the subscriber account. On some ranges of addresses the change has no effect, and there is no support for it.',
      sources: [sources.france],
      confidence: 'medium',
    },
    reverseV6: { value: 'no', sources: [sources.france], confidence: 'medium' },
    adminUrl: {
      value: 'http://mafreebox.freebox.fr',
      detail: 'The Freebox v5 and older ones are set up in the subscriber account instead.',
      sources: [sources.free],
      confidence: 'high',
    },
    portForwarding: {
      value: 'router',
      detail: 'In Freebox OS. The Freebox v5 and older ones need both the forwards and a DMZ that leads to the server.',
      sources: [sources.free],
      confidence: 'medium',
    },
    upnp: { value: 'available', sources: [sources.franceUpnp], confidence: 'medium' },
    hairpin: { value: 'yes', sources: [sources.france, sources.free], confidence: 'medium' },
    ipv6: { value: 'yes', sources: [sources.franceOld, sources.freeShares], confidence: 'medium' },
  },
  {
    name: 'Orange (Livebox)',
    country: 'FR',
    kind: 'access',
    networks: { asns: [3215], sources: [sources.asNames, sources.asNames2016] },
    outbound25: {
      value: 'blocked-fixed',
      detail: 'On lines for homes. The way out is a relay, such as smtp.orange.fr with the login of the subscriber.',
      sources: [
        { ref: 'https://github.com/YunoHost/doc (isp_orange.fr.md)', date: '2024-03-23' },
        sources.france,
        { ref: 'https://github.com/docker-mailserver/docker-mailserver/issues/1524', date: '2020-05-25' },
        { ref: 'http://myriad.fr/cgi-bin/blog/blog.pl?c=tech;a=Olivier_Guillion;o=1;m=200710', date: '2007-10' },
      ],
      confidence: 'high',
    },
    fixedIp: {
      value: 'option',
      detail: 'From the Livebox 3 on, and on lines for business.',
      sources: [sources.france, sources.franceOld],
      confidence: 'medium',
    },
    reverseV4: {
      value: 'no',
      detail: 'Lines for business have a name under pro.dns-orange.fr, which cannot be chosen.',
      sources: [sources.france],
      confidence: 'medium',
    },
    upnp: { value: 'available', sources: [sources.franceUpnp], confidence: 'low' },
    hairpin: { value: 'yes', detail: 'From the Livebox 4 on.', sources: [sources.france], confidence: 'medium' },
    ipv6: { value: 'yes', sources: [sources.franceOld], confidence: 'medium' },
  },
  {
    name: 'SFR / RED by SFR',
    country: 'FR',
    kind: 'access',
    networks: { asns: [15_557], sources: [sources.operators] },
    outbound25: {
      value: 'blocked-switch',
      detail: 'Nobody has told whether that holds for RED too.',
      sources: [sources.sfr, sources.france, sources.franceOld],
      confidence: 'medium',
    },
    port25Switch: {
      value: 'router',
      detail:
        'Log in at the box (hold its button for 5 seconds, or use the password), and switch the filtering of e-mail (SMTP) off.',
      sources: [sources.sfr],
      confidence: 'medium',
    },
    fixedIp: { value: 'varies', sources: [sources.france], confidence: 'low' },
    adminUrl: { value: 'http://192.168.1.1', sources: [sources.sfr], confidence: 'medium' },
    upnp: { value: 'available', sources: [sources.franceUpnp], confidence: 'low' },
    hairpin: { value: 'varies', sources: [sources.france], confidence: 'low' },
    ipv6: { value: 'yes', sources: [sources.franceOld], confidence: 'low' },
  },
  {
    name: 'Bouygues Telecom (Bbox)',
    country: 'FR',
    kind: 'access',
    networks: { asns: [5410], sources: [sources.operators] },
    outbound25: {
      value: 'blocked-switch',
      detail: 'Where the switch is, no source tells.',
      sources: [sources.bouygues, sources.franceOld],
      confidence: 'low',
    },
    inbound25: {
      value: 'blocked-shared',
      detail: 'A forward of a port that is not the line’s own is accepted by the box, and does nothing.',
      sources: [sources.bbox],
      confidence: 'medium',
    },
    publicIpv4: {
      value: 'varies',
      detail:
        'Some lines share an address by MAP-T and have a range of ports, such as 40960 to 49151. How many is not known.',
      sources: [
        sources.bbox,
        {
          ref: 'https://edt.blogdns.net/wordpress/2023/06/03/effets-de-lepuisement-des-adresses-ip-v4-internet',
          date: '2023-06-03',
        },
      ],
      confidence: 'medium',
    },
    reverseV4: { value: 'no', sources: [sources.bouygues], confidence: 'low' },
    adminUrl: { value: 'https://mabbox.bytel.fr', sources: [sources.bbox], confidence: 'high' },
    portForwarding: { value: 'router', sources: [sources.bbox], confidence: 'medium' },
    upnp: { value: 'available', sources: [sources.bbox], confidence: 'medium' },
    hairpin: { value: 'yes', sources: [sources.bouygues], confidence: 'low' },
  },
  {
    name: 'OVHcloud Telecom (xDSL / FTTH)',
    country: 'FR',
    kind: 'access',
    networks: { asns: [35_540], sources: [sources.asNames, sources.asNames2016] },
    outbound25: {
      value: 'blocked-switch',
      detail:
        'The switch is said to be about OVHcloud’s own relay, smtp.dsl.ovh.net, off on lines delivered after October 2024. Whether it is about direct delivery too is not told. Spam closes the port again.',
      sources: [
        sources.france,
        sources.franceOld,
        { ref: 'https://github.com/ovh/docs (comment_activer_envoi_mail)', date: '2026-01-07' },
      ],
      confidence: 'medium',
    },
    port25Switch: {
      value: 'account',
      detail:
        'In the customer area: Télécom, Offres Internet, the line, "Mon accès", "Envoi d’email via notre serveur SMTP". The line is connected anew.',
      sources: [{ ref: 'https://github.com/ovh/docs (comment_activer_envoi_mail)', date: '2026-01-07' }],
      confidence: 'medium',
    },
    publicIpv4: {
      value: 'dedicated',
      detail: 'A block of eight addresses is an extra.',
      sources: [sources.ovhReverse],
      confidence: 'medium',
    },
    fixedIp: { value: 'included', sources: [sources.france], confidence: 'medium' },
    reverseV4: {
      value: 'self-service',
      detail:
        'In the customer area: Telecom, Accès Internet, the line, the gear beside the address. The name must lead to the address first.',
      sources: [sources.ovhReverse, sources.france],
      confidence: 'high',
    },
    portForwarding: {
      value: 'account',
      detail:
        'In the customer area: the line, "Mon modem", "Ajouter une Redirection de Ports". Remote configuration of the modem must be on.',
      sources: [
        {
          ref: 'https://github.com/ovh/docs (configuration_du_modem_a_partir_de_votre_espace_client)',
          date: '2025-04-28',
        },
      ],
      confidence: 'high',
    },
    upnp: { value: 'available', sources: [sources.franceUpnp], confidence: 'low' },
    hairpin: { value: 'yes', sources: [sources.france], confidence: 'medium' },
    ipv6: {
      value: 'yes',
      sources: [{ ref: 'https://github.com/ovh/docs (comment_gerer_ipv6)', date: '2025-04-28' }],
      confidence: 'high',
    },
  },
]
