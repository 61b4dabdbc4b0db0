/** What is quoted more than once. YunoHost's tables are filled in by its users, row by row. */
export const sources = {
  operators: { ref: 'https://github.com/cloudflare/isbgpsafeyet.com (data/operators.csv)', date: '2026-07-24' },
  asNames: { ref: 'https://github.com/sapics/ip-location-db (asn, 2.3.2026061719)', date: '2026-06-17' },
  asNames2016: { ref: 'https://github.com/hadiasghari/pyasn (data/asnames.json)', date: '2016-05-10' },

  free: { ref: 'https://github.com/YunoHost/doc (isp_free.fr.md)', date: '2024-03-23' },
  freeShares: {
    ref: 'https://tomshardware.fr/free-partage-une-ipv4-publique-entre-plusieurs-abonnes',
    date: '2016-02',
  },
  freeFull: { ref: 'http://weblife.fr/actus/free-partage-d-adresse-ip-publique-entre-abonnes', date: '2016-02' },
  sfr: { ref: 'https://github.com/YunoHost/doc (isp_sfr.fr.md)', date: '2024-03-23' },
  bbox: { ref: 'https://github.com/hadamrd/bbox-cli (README.md)', date: '2026-07-17' },
  france: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, France)', date: '2021-07' },
  franceUpnp: { ref: 'https://github.com/YunoHost/doc (10.isp/index.mdx until 2025-11, France)', date: '2021-07' },
  franceOld: { ref: 'https://github.com/YunoHost/doc (isp_fr.md until 2025, "fermé par défaut")', date: '2022-08' },
  bouygues: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, France, Bouygues)', date: '2014-05' },
  ovhReverse: {
    ref: 'https://github.com/ovh/docs (comment_configurer_le_reverse_dns_de_ma_connexion)',
    date: '2023-09-06',
  },
  vpnList: { ref: 'https://github.com/YunoHost/doc (10.providers/15.vpn/index.mdx)', date: '2025-11-23' },

  belgium: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, Belgium)', date: '2015-09' },
  belgiumUpnp: { ref: 'https://github.com/YunoHost/doc (10.isp/index.mdx until 2025-11, Belgium)', date: '2015-09' },
  switzerland: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, Switzerland)', date: '2019-05' },
  switzerlandUpnp: {
    ref: 'https://github.com/YunoHost/doc (10.isp/index.mdx until 2025-11, Switzerland)',
    date: '2019-05',
  },
  speedport: { ref: 'https://www.tuhh.de/rzt/services/mailingkalenderchat/e-mail-faqs/nixsmtp.html', date: '2017' },
  telekom: {
    ref: 'https://www.telekom.de/hilfe/festnetz-internet-tv/sicherheit/sicherheitsteam/keine-moeglichkeit-eine-e-mail-zu-senden-wegen-portsperre',
    date: '2026-11',
    undated: true,
  },
  dsLite: {
    ref: 'https://forum.vodafone.de/t5/St%C3%B6rungen-im-Kabel-Netz/Wissenswertes-%C3%BCber-DS-Lite/td-p/2360366',
    date: '2020-05-05',
  },
  hungary: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, Hungary)', date: '2022-05' },
  hungaryUpnp: { ref: 'https://github.com/YunoHost/doc (10.isp/index.mdx until 2025-11, Hungary)', date: '2022-05' },

  bt: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, UK, BT)', date: '2018-06' },
  virgin: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, UK, Virgin Media)', date: '2020-01' },
  zen: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, UK, Zen)', date: '2021-11-02' },
  plusnet: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, UK, Plusnet)', date: '2021-01' },
  ireland: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, Ireland)', date: '2017-10' },

  finland: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, Finland)', date: '2021-06' },
  finlandUpnp: { ref: 'https://github.com/YunoHost/doc (10.isp/index.mdx until 2025-11, Finland)', date: '2021-06' },
  sweden: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, Sweden)', date: '2019-02' },
  swedenUpnp: { ref: 'https://github.com/YunoHost/doc (10.isp/index.mdx until 2025-11, Sweden)', date: '2019-02' },
  ownit: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, Sweden, Ownit)', date: '2019-09' },
  tdc: { ref: 'https://postmaster.tdc.dk/faq/Egen-mailserver', date: '2026-11', undated: true },

  comcast: {
    ref: 'http://corporate.comcast.com/comcast-voices/updated-management-of-smtp-port-25',
    date: '2012-08-01',
  },
  usa: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, USA)', date: '2015-12' },
  usaLater: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, USA, Comcast and AT&T)', date: '2021-01' },
  usaUpnp: { ref: 'https://github.com/YunoHost/doc (10.isp/index.mdx until 2025-11, USA)', date: '2015-12' },
  usaUpnpLater: {
    ref: 'https://github.com/YunoHost/doc (10.isp/index.mdx until 2025-11, USA, Comcast and AT&T)',
    date: '2021-01',
  },
  cox: {
    ref: 'https://www.cox.com/residential/support/internet-ports-blocked-or-restricted-by-cox.html',
    date: '2026-11',
    undated: true,
  },
  coxUser: { ref: 'https://github.com/mjl-/mox/issues/259', date: '2024-12-04' },
  centuryLink: {
    ref: 'http://www.uswest.org/internethelp/email-troubleshooting-port25.html (a copy of CenturyLink’s page)',
    date: '2026-11',
    undated: true,
  },
  starlink: {
    ref: 'https://www.starlink.com/support/article/1192f3ef-2a17-31d9-261a-a59d215629f4',
    date: '2026-11',
    undated: true,
  },
  starlinkTester: { ref: 'https://satspeedcheck.com/blog/starlink-port-forwarding-cgnat-bypass/', date: '2026-05-05' },
  tds: { ref: 'http://tdstelecom.com/support/internet/setup-block-internet-ports.html', date: '2004-04' },
  tekSavvy: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, Canada, TekSavvy)', date: '2019-05' },
  telus: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, Canada, Telus)', date: '2018-08' },
  oxio: {
    ref: 'https://aide.oxio.ca/fr/article/est-ce-quoxio-bloque-le-trafic-ou-certains-ports-qmly5d',
    date: '2026-11',
    undated: true,
  },

  aussie: { ref: 'https://feedback.originbroadband.com.au/blog/what-is-cgnat', date: '2022-04-28' },
  westnet: { ref: 'https://myhelp.westnet.com.au/display/page/1278228', date: '2026-11', undated: true },
  internode: { ref: 'http://internode.on.net/faq/internet-filter.htm', date: '2026-11', undated: true },
  internodeOld: { ref: 'http://www.whyalla.net.au/support/faq/email/port_filtering/', date: '2026-11', undated: true },
  taiwan: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, Taiwan)', date: '2025-01' },
  korea: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, South Korea)', date: '2021-01' },
  koreaUpnp: { ref: 'https://github.com/YunoHost/doc (10.isp/index.mdx until 2025-11, South Korea)', date: '2021-01' },
  ivoryCoast: { ref: 'https://github.com/YunoHost/doc (10.isp.mdx, Cote d’Ivoire)', date: '2018-08' },

  hetznerMailcow: {
    ref: 'https://github.com/hetzneronline/community-content (tutorials/setup-mailserver-with-mailcow)',
    date: '2025-10-27',
  },
  hetznerMox: {
    ref: 'https://github.com/hetzneronline/community-content (tutorials/install-and-configure-mailserver-mox-on-debian)',
    date: '2026-01-20',
  },
  hostsQuoted: {
    ref: 'https://github.com/LukeSmithxyz/emailwiz/issues/317 (quotes Hetzner’s and DigitalOcean’s pages)',
    date: '2024-04-22',
  },
  mailInABox: { ref: 'https://github.com/mail-in-a-box/mailinabox.email (guide.html)', date: '2026-01-04' },
  linode: { ref: 'https://www.linode.com/blog/linode/a-new-policy-to-help-fight-spam/', date: '2019-11-05' },
  oracle: { ref: 'https://github.com/postalserver/postal/issues/2164', date: '2022-09-26' },
} as const
