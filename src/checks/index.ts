import { inboundBlocker } from './inbound/blocker.ts'
import { inbound } from './inbound/port.ts'
import { lineAddress } from './line/address.ts'
import { lineFixed } from './line/fixed.ts'
import { lineGateway } from './line/gateway.ts'
import { lineNat } from './line/nat.ts'
import { linePath } from './line/path.ts'
import { linePermanent } from './line/permanent.ts'
import { outbound } from './outbound/port.ts'
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
  vantageProbe,
  outbound[25].v4,
  outbound[25].v6,
  inbound[25].v4,
  inbound[25].v6,
  inboundBlocker.v4,
  inboundBlocker.v6,
] as const
