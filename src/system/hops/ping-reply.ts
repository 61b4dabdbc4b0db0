import { type Outcome, failed, success } from '../../core/failure.ts'
import type { HopReply } from '../../core/line.ts'
import { canonicalAddress, unscoped } from '../host/canonical-address.ts'
import { linesOf } from '../host/lines-of.ts'

/** A router let the request expire. Windows says it in its own language, but calls the thing `TTL` in every one known. */
const expired = /^(?:Time to live exceeded|Time exceeded: Hop limit|TTL(?! ?=))/
const unreachable =
  /^(?:Dest(?:ination)? .*(?:unreachable|prohibited)|Packet filtered|Communication prohibited|Zielhost nicht erreichbar)/i

interface Line {
  readonly from: string
  readonly rest: string
}

/**
 * What the `ping` of iputils, BusyBox, macOS or Windows printed for one echo request to `target`.
 *
 * `bounded` says that the request had a limited time to live: BusyBox passes over what routers answer then, so its
 * silence says nothing and the failure is `unsupported`, where that of the others is `timed-out`.
 */
export function pingReply(printed: string, target: string, bounded: boolean): Outcome<HopReply> {
  let foreign: string | undefined
  for (const line of linesOf(printed)) {
    const unix = unixLine(line)
    const said = unix ?? windowsLine(line)
    const from = said && canonicalAddress(said.from)
    if (said === undefined || from === undefined) continue
    if (expired.test(said.rest)) return success({ kind: 'expired', from })
    if (unreachable.test(said.rest)) return success({ kind: 'unreachable', from })
    const rtt = /[^\s\d=<]+([=<]) ?(\d{1,6}(?:\.\d{1,4})?) ?ms\b/.exec(said.rest)
    if (rtt === null && !/\bTTL=\d/.test(said.rest)) {
      // A redirect, a source quench: the answer is still to come. From Windows it may be any sentence.
      if (unix === undefined) foreign = said.rest.slice(0, 200)
      continue
    }
    // An echo reply from somewhere else does not say that the target was reached.
    if (unscoped(from) !== unscoped(canonicalAddress(target) ?? ''))
      return failed('malformed', `a reply came from ${from}`)
    // `time<1ms` of Windows is a bound, not a time.
    return success({ kind: 'reached', from, ...(rtt === null || rtt[1] === '<' ? {} : { rttMs: Number(rtt[2]) }) })
  }
  if (foreign !== undefined) return failed('unsupported', `ping speaks a language that is not known: ${foreign}`)
  const busybox =
    /^PING \S+ \(\S+\): \d+ data bytes$/m.test(printed.slice(0, 512)) && bounded && !/Request timeout/.test(printed)
  if (busybox) return failed('unsupported', 'this ping does not tell what routers answer')
  return complaint(printed) ?? failed('timed-out')
}

/** `64 bytes from A: icmp_seq=1 ttl=63 time=0.1 ms`, `From A icmp_seq=1 Time to live exceeded`, `92 bytes from A: Time …`. */
function unixLine(line: string): Line | undefined {
  const router = /^From (\S+) icmp_seq=\d+ (.+)$/.exec(line)
  if (router !== null) return { from: withoutColon(router[1] ?? ''), rest: router[2] ?? '' }
  // `from NAME (A):` where a name was found in spite of -n.
  const reply = /^\d+ bytes from (?:\S+ \((\S+)\)|(\S+))[:,] (.+)$/.exec(line)
  return reply === null ? undefined : { from: reply[1] ?? reply[2] ?? '', rest: reply[3] ?? '' }
}

/** `Reply from A: bytes=32 time=31ms TTL=54`, in any language: an address and a colon behind at most three words. */
function windowsLine(line: string): Line | undefined {
  const reply = /^(?:[^\s\d]+ ){1,3}([\da-f.:]+(?:%\d+)?) ?: (.+)$/i.exec(line)
  return reply === null ? undefined : { from: reply[1] ?? '', rest: reply[2] ?? '' }
}

/** Old iputils put a colon behind the address; an IPv6 address may end with one of its own. */
function withoutColon(text: string): string {
  return canonicalAddress(text) === undefined ? text.replace(/:$/, '') : text
}

/** Why ping could not even send, in the words of its standard error output; undefined if it says nothing. */
export function complaint(printed: string): Outcome<HopReply> | undefined {
  const detail = linesOf(printed)
    .find((line) => /^\S*ping6?: /.test(line))
    ?.slice(0, 200)
  if (detail === undefined) return undefined
  // sendmsg is refused by this machine's own firewall; opening the socket by the lack of a right.
  if (/sendmsg: Operation not permitted/.test(detail)) return failed('not-let-out', detail)
  if (
    /permission denied|Operation not permitted|SOCK_RAW|cap_net_raw|invalid option|unrecognized option/i.test(detail)
  ) {
    return failed('unsupported', detail)
  }
  if (/Network is unreachable/.test(detail)) return failed('network-unreachable', detail)
  if (/No route to host|Host is down/.test(detail)) return failed('host-unreachable', detail)
  if (/Cannot assign requested address|Can't assign requested address/.test(detail))
    return failed('address-unavailable', detail)
  return failed('unclassified', detail)
}
