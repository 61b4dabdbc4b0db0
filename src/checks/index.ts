import { inboundBlocker } from './inbound/blocker.ts'
import { inbound } from './inbound/port.ts'
import { lineAddress } from './line/address.ts'
import { lineFixed } from './line/fixed.ts'
import { lineGateway } from './line/gateway.ts'
import { lineMtu } from './line/mtu.ts'
import { lineNat } from './line/nat.ts'
import { linePath } from './line/path.ts'
import { linePermanent } from './line/permanent.ts'
import { lineProvider } from './line/provider.ts'
import { lineResolver } from './line/resolver.ts'
import { lineSource } from './line/source.ts'
import { namesAutoconfig } from './names/autoconfig.ts'
import { namesCaa } from './names/caa.ts'
import { namesDane } from './names/dane.ts'
import { namesDkim } from './names/dkim.ts'
import { namesDmarc } from './names/dmarc.ts'
import { namesDnssec } from './names/dnssec.ts'
import { namesHost } from './names/host.ts'
import { namesMtaSts } from './names/mta-sts.ts'
import { namesMx } from './names/mx.ts'
import { namesReverse } from './names/reverse.ts'
import { namesSpf } from './names/spf.ts'
import { namesTlsRpt } from './names/tls-rpt.ts'
import { outbound } from './outbound/port.ts'
import { outboundRelay } from './outbound/relay.ts'
import { reputationAbuse } from './reputation/abuse.ts'
import { reputationDomain } from './reputation/domain.ts'
import { reputationPolicy } from './reputation/policy.ts'
import { reputationReceivers } from './reputation/receivers.ts'
import { routerHairpin } from './router/hairpin.ts'
import { routerMapping } from './router/mapping.ts'
import { routerNatPmp } from './router/natpmp.ts'
import { routerPcp } from './router/pcp.ts'
import { routerPinhole } from './router/pinhole.ts'
import { routerUpnp } from './router/upnp.ts'
import { vantageProbe } from './vantage/probe.ts'

/** Every check there is, in the order in which a report tells of them. */
export const checks = [
  lineGateway,
  linePath,
  lineAddress.v4,
  lineAddress.v6,
  lineNat,
  linePermanent,
  lineFixed.v4,
  lineFixed.v6,
  lineProvider,
  lineResolver,
  lineSource,
  lineMtu,
  vantageProbe,
  outbound[25].v4,
  outbound[465].v4,
  outbound[587].v4,
  outbound[143].v4,
  outbound[993].v4,
  outbound[25].v6,
  outbound[465].v6,
  outbound[587].v6,
  outbound[143].v6,
  outbound[993].v6,
  outboundRelay,
  inbound[25].v4,
  inbound[465].v4,
  inbound[587].v4,
  inbound[143].v4,
  inbound[993].v4,
  inbound[25].v6,
  inbound[465].v6,
  inbound[587].v6,
  inbound[143].v6,
  inbound[993].v6,
  inboundBlocker.v4,
  inboundBlocker.v6,
  routerUpnp,
  routerNatPmp,
  routerPcp,
  routerPinhole,
  routerMapping,
  routerHairpin,
  namesReverse.v4,
  namesReverse.v6,
  namesHost,
  namesMx,
  namesSpf.v4,
  namesSpf.v6,
  namesDkim,
  namesDmarc,
  namesMtaSts,
  namesTlsRpt,
  namesDane,
  namesDnssec,
  namesCaa,
  namesAutoconfig,
  reputationPolicy.v4,
  reputationAbuse.v4,
  reputationAbuse.v6,
  reputationReceivers,
  reputationDomain,
] as const
