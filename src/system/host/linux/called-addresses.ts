import type { InboundPacket } from '../../../core/host.ts'
import type { Sources } from '../sources.ts'

/** Reaches no further than its own link (RFC 3927, RFC 4291 §2.5.6): nobody on the internet calls it. */
const linkLocal = /^(?:169\.254\.|fe[89ab])/i

/**
 * Addresses of this machine that the packet may be sent to: those of its interface; of all but the loopback where none
 * is named. None where the system does not tell.
 */
export function calledAddresses(sources: Sources, { family, interface: device }: InboundPacket): readonly string[] {
  let told: ReturnType<Sources['networkInterfaces']>
  try {
    told = sources.networkInterfaces()
  } catch {
    // Node throws ERR_SYSTEM_ERROR where the system forbids the question.
    return []
  }
  return Object.entries(told).flatMap(([label, infos = []]) => {
    // Linux tells a labelled address (`eth0:1`) as an interface of its own; it is one of eth0's.
    const name = label.replace(/:\d+$/, '')
    // This machine calls itself through the loopback, whichever of its addresses it calls.
    if (device !== undefined && device !== 'lo' && name !== device) return []
    return infos
      .filter((info) => device === 'lo' || !info.internal)
      .filter((info) => (info.family === 'IPv6') === (family === 'v6') && !linkLocal.test(info.address))
      .map(({ address }) => address)
  })
}
