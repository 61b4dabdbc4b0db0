/**
 * Words are told apart as wholes, so that `generaldynamics` is none. They are those of the `<type>.<dyn|static>` of
 * draft-msullivan-dnsop-generic-naming-schemes, those that spam filters know, and the same in other languages.
 */
function list(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''))
}

/** The address changes hands: a name that says so outweighs one that says the opposite. */
export const dynamicWords = list(`
  dyn dynamic dynamicip dynip dynadsl dyndsl dynamicadsl dynpool dinamic dinamica dinamico dinamicas dinamicos dynamique
  dynamisch dip dhcp dhcpd pool pools pooles dial dialin dialup dialups dialpool ras cgn
  cgnat natpool umts gprs edge lte wimax hspa 3g 4g 5g tpgi
`)

/** A line, of whatever kind: nobody calls a mail server so. */
export const lineWords = list(`
  dsl adsl vdsl xdsl sdsl hdsl dslb dsla rdsl dslam ddsl adslplus adslpool cable cablelink cablemodem modemcable modem cm
  cpe hfc docsis catv kabel cabo isdn ftth fttb fttc fttx fttp gpon pon fios wline fbx livebox hsd hsi hsia broadband
  broadbandip abo abonent abonnes cust customer customers subscriber subscribers subs abts bras bng lns resnet res
  residential retail red lfbn hsib ubr dclient telesp wlan wll ppp pppoe pppoa pptp l2tp ipoe priv ipngn
  ipbf ipbfp uverse lightspeed nbn ufb
`)

/** Those that mean a line even where there is no number to tell it from the next. */
export const plainWords = list(`
  static dyn dynamic dynamicip dynip dhcp ppp pppoe dialup adsl vdsl docsis cgnat cpe broadband rdns unassigned
  unallocated unused
`)

/** A line or something quite different: counts only where a number tells one from the next. */
export const softWords = list(`
  access client clients clienti clientes cliente user users usr home homeip host hosts hostip ip ipv4 ipv6 ip4 ip6 net
  network nat wifi wireless mobile mob mobil cell cellular fiber fibre fibra fiberlink glasfaser bb range rev reverse rdns
  rdns1 port cpc node dsi pc unallocated unassigned unknown unused sub isp internet inet eth vlan
`)

/** The address stays, and still the name is nobody's in particular. */
export const staticWords = list(`
  static statics sta stat statip staticip fix fixed fixe fixip fixedip business biz sme corp corporate estatica estatico
  estaticas statica statico statique statisch dedicated dedi leased leasedline ipfixe ipfija fija permanent
`)

/** A machine that was rented. */
export const hostingWords = list(`
  vps vds vm vmi vserver kvm server servers srv dedibox dedi cloud compute ec2 instance instances colo colocation hosting
  hosted hostedby droplet baremetal kimsufi datacenter rack
`)

/** A host that sends mail on purpose says so. */
export const mailWords = list(`
  mail mails mailer mailers mailout mailin mailhost mailserver mailgw mailgate mailrelay mailbox email webmail smtp smtps
  smtpout outsmtp smtpin esmtp mx mxout mxin outmx mxa mxb mta mtaout mtas relay relays outbound inbound outgoing imap
  postfix exim postmaster newsletter mailing lists bounce bounces mailman listserv zimbra exchange postal
`)

/** What such words become in the names of large senders: p3plsmtpa07, mx0a, ipmail06, resqmta. */
export const mailToken = /smtp|^mail|(?:mail|mta)\d*$|^(?:mx|mta)\d/

/** In the domain itself: `your-server`, `contaboserver`, `usercontent`. Of providers of lines few are called so. */
export const hostingDomain =
  /server|srv|host(?!el)|vps|vds|cloud|usercontent|colo|dedi|datacent|droplet|kimsufi|aws|compute/
export const businessDomain = /business$|biz$/
