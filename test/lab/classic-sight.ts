import type { Report } from '../../src/report/report.ts'
import { hosts, mailPorts } from './addresses.ts'
import { echo, heardOnEach, keysShown, sayOnEach, seenByStun } from './classic.ts'
import { standsOutside } from './meet-probe.ts'
import type { World } from './world.ts'

/** What a plain script of classic tools sees of a world over IPv4, right after mailworthy has looked at it. */
export interface ClassicSight {
  /** What nc hears on each mail port of the probe (or of an exchanger), and the pin that openssl is shown there. */
  readonly outbound: Readonly<Record<number, { readonly heard: string; readonly pin: string | undefined }>>
  /** Whether a caller at the probe is heard by nc at home; undefined where a server holds the port. */
  readonly inbound: Readonly<Record<number, 'arrives' | 'does not' | undefined>>
  readonly address: string | undefined
  /** Who answers a ping to that address that may pass no router. */
  readonly ownAddress: 'reached' | 'expired' | 'unreachable' | 'silence' | undefined
}

/** Looks at a world that is still up, its probe included. Takes a few seconds: whatever is silent is waited for. */
export async function classicSight(world: World): Promise<ClassicSight> {
  const address = await seenByStun(world, 'home', hosts.stun.v4).catch(() => undefined)
  const taken = new Set((await world.sockets('home')).map(({ port }) => port))
  // Where no probe stands, the exchangers are what mailworthy has gone by, and nothing is known of their keys.
  const there = standsOutside(world.spec.probe)
  const host = there ? hosts.probe.v4 : hosts.mx.v4
  const free = address === undefined ? [] : mailPorts.filter((port) => !taken.has(port))
  const [heard, pins, arrives, own] = await Promise.all([
    heardOnEach(world, 'home', host, mailPorts),
    there ? keysShown(world, 'home', host, mailPorts) : [],
    arrivals(world, address ?? '', free),
    address === undefined ? undefined : echo(world, 'home', address, 1),
  ])
  return {
    outbound: Object.fromEntries(
      mailPorts.map((port, index) => [port, { heard: heard[index] ?? '', pin: pins[index] }]),
    ),
    inbound: Object.fromEntries(arrives),
    address,
    ownAddress: own?.kind,
  }
}

async function arrivals(
  world: World,
  address: string,
  ports: readonly number[],
): Promise<readonly (readonly [port: number, 'arrives' | 'does not'])[]> {
  if (ports.length === 0) return []
  const word = (port: number): string => `mailworthy was here ${port}`
  await sayOnEach(world, '0.0.0.0', ports, word)
  const heard = await heardOnEach(world, 'probe', address, ports)
  return ports.map((port, index) => [port, heard[index] === word(port) ? 'arrives' : 'does not'])
}

/** Where the report says what the classic tools have just seen to be otherwise. `unknown` contradicts nothing. */
export function contradictions(report: Report, sight: ClassicSight, pin: string): readonly string[] {
  const answers = new Map(
    report.findings.flatMap((finding) => (finding.kind === 'answered' ? [[finding.check, finding.answer]] : [])),
  )
  const found: string[] = []
  const mustNot = (check: string, wrong: readonly string[], because: string) => {
    const answer = answers.get(check)
    if (answer !== undefined && wrong.includes(answer)) found.push(`${check} says ${answer}, but ${because}`)
  }
  for (const port of mailPorts) {
    const { heard = '', pin: shown } = sight.outbound[port] ?? {}
    const check = `outbound.${port}.v4`
    if (['timed-out', 'refused', 'host-unreachable', 'network-unreachable', 'prohibited'].includes(heard))
      mustNot(check, ['open', 'other-address', 'altered', 'downgraded', 'intercepted'], `nc hears ${heard}`)
    if (heard.includes('mailworthy/1')) mustNot(check, ['filtered', 'refused', 'intercepted'], 'nc hears the probe')
    if (shown === pin) mustNot(check, ['filtered', 'refused', 'intercepted'], "openssl is shown the probe's key")
    if (shown !== undefined && shown !== pin) mustNot(check, ['open', 'other-address'], 'openssl is shown another key')

    const arrives = sight.inbound[port]
    if (arrives === 'arrives')
      mustNot(
        `inbound.${port}.v4`,
        ['filtered', 'refused', 'reply-lost', 'not-forwarded', 'other-machine'],
        'nc at home hears the caller',
      )
    if (arrives === 'does not') mustNot(`inbound.${port}.v4`, ['open'], 'nc at home hears nobody')
  }
  if (sight.ownAddress === 'reached')
    mustNot('line.nat.v4', ['carrier', 'double', 'carrier-one-to-one'], 'the router answers for the public address')
  if (sight.ownAddress === 'expired' && sight.inbound[25] !== 'arrives')
    mustNot(
      'line.nat.v4',
      ['direct', 'one-router'],
      'the router does not answer for the public address, and nothing arrives',
    )
  const seen = report.line.v4?.public
  if (
    sight.address !== undefined &&
    seen !== undefined &&
    seen !== sight.address &&
    answers.get('line.address.v4') === 'seen'
  )
    found.push(`the line is said to be ${seen}, but turnutils_stunclient sees ${sight.address}`)
  return found
}
