import type { Sourced } from './witnesses.ts'

/** A zone in which an operator puts names that it makes up, and nobody has a name of their own. */
export interface KnownReverseZone extends Sourced {
  readonly zone: string
  readonly operator: string
  /** Lines, lines whose address stays, or rented machines. */
  readonly of: 'lines' | 'static-lines' | 'machines'
}

const spamAssassin = {
  source: 'https://github.com/apache/spamassassin/blob/trunk/rules/20_dynrdns.cf (names in its comments)',
  seen: '2026-11',
} as const
const fqrdns = {
  source: 'https://github.com/stevejenkins/hardwarefreak.com-fqrdns.pcre (fqrdns.pcre)',
  seen: '2026-11',
} as const
const archives = {
  source: 'Received lines in public archives of mailing lists (lore.kernel.org)',
  seen: '2026-08',
} as const

const starlink = {
  source: 'https://github.com/clarkzjw/starlink-geoip-data (README.md)',
  seen: '2026-11',
} as const

/**
 * Zones that tell a name to be made up where its shape alone might not. Names are judged by their structure first: most of
 * the operators of the world are not here, and need not be. A whole domain is only here where the operator has its own
 * machines elsewhere.
 */
export const reverseZones: readonly KnownReverseZone[] = [
  ...zones(archives, 'lines', {
    Free: ['fbx.proxad.net', 'adsl.proxad.net'],
    Orange: ['abo.wanadoo.fr', 'orangecustomers.net'],
    'Orange Polska': ['ipv4.supernova.orange.pl'],
    SFR: ['rev.sfr.net', 'rev.numericable.fr'],
    'Bouygues Telecom': ['abo.bbox.fr'],
    'Deutsche Telekom': ['t-ipconnect.de'],
    Vodafone: ['pools.vodafone-ip.de'],
    QSC: ['reverse.qsc.de'],
    Telenet: ['access.telenet.be'],
    Proximus: ['adsl-dyn.isp.belgacom.be'],
    Swisscom: ['cust.swisscom.ch'],
    TIM: ['retail.telecomitalia.it'],
    Telefónica: ['dynamicip.rima-tde.net'],
    BT: ['btcentralplus.com'],
    'Virgin Media': ['cable.virginm.net'],
    Spectrum: ['res.spectrum.com'],
    Verizon: ['fios.verizon.net'],
    Rogers: ['cpe.net.cable.rogers.com'],
    Bell: ['dsl.bell.ca'],
    Vidéotron: ['mc.videotron.ca'],
    SoftBank: ['bbtec.net'],
  }),
  ...zones(starlink, 'lines', { Starlink: ['pop.starlinkisp.net'] }),
  ...zones(archives, 'static-lines', {
    'Bouygues Telecom': ['dsl.sta.abo.bbox.fr'],
    'Comcast Business': ['hfc.comcastbusiness.net'],
    HiNet: ['hinet-ip.hinet.net'],
  }),
  ...zones(archives, 'machines', {
    Hetzner: ['clients.your-server.de'],
    OVHcloud: ['vps.ovh.net'],
    Scaleway: ['rev.poneytelecom.eu', 'dedibox.fr'],
    Gandi: ['dc0.ghst.net'],
    Aruba: ['serverdedicati.aruba.it'],
    Contabo: ['contaboserver.net'],
    'Amazon Web Services': ['compute.amazonaws.com', 'compute-1.amazonaws.com'],
    Linode: ['ip.linodeusercontent.com'],
  }),
  ...zones(spamAssassin, 'lines', {
    Telesp: ['customer.telesp.net.br'],
    Proximus: ['adsl.skynet.be'],
    Cablevision: ['dyn.optonline.net'],
    'Deutsche Telekom': ['dip.t-dialin.net'],
    VTR: ['cm.vtr.net'],
    Telefónica: ['pooles.rima-tde.net'],
    'Asahi Net': ['ppp.asahi-net.or.jp'],
    'UPC Norway': ['cm.chello.no'],
    Velox: ['user.veloxzone.com.br'],
    ntl: ['broadband.ntl.com'],
    Mediacom: ['client.mchsi.com'],
    Comcast: ['client.comcast.net'],
    UPC: ['dclient.hispeed.ch'],
    Telmex: ['prod-infinitum.com.mx'],
    HCCnet: ['dsl.hccnet.nl'],
  }),
  ...zones(fqrdns, 'lines', {
    'Telekom Srbija': ['dynamic.isp.telekom.rs'],
    'China Telecom': ['dynamic.163data.com.cn'],
    Airtel: ['airtelbroadband.in'],
    Antel: ['adsl.anteldata.net.uy'],
    CANTV: ['dyn.dsl.cantv.net'],
    CenturyTel: ['dyn.centurytel.net'],
    Covad: ['dynamic.covad.net'],
    Dialog: ['ssp.dialog.net.pl'],
    'T-Mobile Polska': ['dynamic.t-mobile.pl'],
    Drei: ['dyn.drei.com'],
    Telia: ['dyn.estpak.ee'],
    Euskaltel: ['dynamic.clientes.euskaltel.es'],
    ETB: ['dyn.etb.net.co'],
    Eunet: ['adsl.eunet.rs'],
    FPT: ['hcm.fpt.vn'],
    HiNet: ['dynamic.hinet.net', 'dynamic-ip.hinet.net'],
    iiNet: ['dyn.iinet.net.au'],
    inode: ['adsl-line.inode.at', 'xdsl-line.inode.at'],
    Jazztel: ['dynamic.jazztel.es'],
    kbro: ['dynamic.kbronet.com.tw'],
    Etisalat: ['alshamil.net.ae'],
    Versatel: ['versanet.de'],
    'Claro Brasil': ['virtua.com.br'],
    'Telefónica Deutschland': ['pppool.de'],
  }),
  ...zones(fqrdns, 'machines', { Strato: ['stratoserver.net', 'serverkompetenz.net'] }),
]

function zones(
  sourced: Sourced,
  of: KnownReverseZone['of'],
  byOperator: Readonly<Record<string, readonly string[]>>,
): readonly KnownReverseZone[] {
  return Object.entries(byOperator).flatMap(([operator, names]) =>
    names.map((zone) => ({ zone, operator, of, ...sourced })),
  )
}
