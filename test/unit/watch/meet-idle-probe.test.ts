import { expect, it } from 'vitest'
import { failed, success } from '../../../src/core/failure.ts'
import type { HttpRequest, Line } from '../../../src/core/line.ts'
import { meetIdleProbe } from '../../../src/watch/idle/meet-idle-probe.ts'
import type { Session } from '../../../src/wire/session.ts'
import { probeFixture } from '../protocols/probe/session-fixture.ts'
import { silentLine } from '../silent-line.ts'

const fixture = probeFixture()
const idle = { mostS: 1_860 }
const globalV6 = '2a25:198:51::10'
const hereV6 = '2a25:1:2:3::10'

interface Place {
  readonly remote: string
  readonly session: Partial<Session>
}

/** A line on which probes answer, by the host of their URL and, where one is named, the address that is asked. */
function lineWith(places: Readonly<Record<string, Place>>): { readonly line: Line; readonly asked: string[] } {
  const asked: string[] = []
  const request = async ({ url, address }: HttpRequest) => {
    const at = address ?? new URL(url).hostname
    asked.push(at)
    const place = places[at]
    if (place === undefined) return failed('timed-out')
    const body = JSON.stringify({ ...fixture.session, ...place.session })
    return success({ status: 201, headers: {}, body, remote: { address: place.remote, port: 8025 }, tls: undefined })
  }
  return { line: silentLine({ request }), asked }
}

const probeAt = (host: string, pins: readonly string[] = [fixture.pin]) => ({
  url: `https://${host}:8025`,
  host,
  port: 8025,
  pins,
})
const literal = '198.51.100.10'
const here = { remote: literal, session: { idle } }

it('takes the first that can be silent', async () => {
  const { line, asked } = lineWith({
    'older.test': { remote: '198.51.100.11', session: {} },
    [literal]: here,
    'third.test': here,
  })
  const probes = ['away.test', 'older.test', literal, 'third.test'].map((host) => probeAt(host))
  const met = await meetIdleProbe(line, { probes, release: '0.1.0' }, 'v4')
  expect(met).toMatchObject({ kind: 'met', open: { family: 'v4', address: literal } })
  expect(asked).toEqual(['away.test', 'older.test', literal])
})

it('of those that are of no use, says what is most to know', async () => {
  const { line } = lineWith({ 'older.test': { remote: '198.51.100.11', session: {} } })
  const probes = ['away.test', 'older.test'].map((host) => probeAt(host))
  expect(await meetIdleProbe(line, { probes, release: '0.1.0' }, 'v4')).toEqual({ kind: 'not', why: 'no-silences' })
  expect(await meetIdleProbe(line, { probes: [], release: '0.1.0' }, 'v4')).toEqual({ kind: 'not', why: 'not-met' })
})

it('finds the other family of a probe that was named by an address, where it says so and proves its key', async () => {
  const { line, asked } = lineWith({
    [literal]: { remote: literal, session: { idle, addresses: { v4: literal, v6: globalV6 } } },
    [globalV6]: { remote: globalV6, session: { idle, address: hereV6 } },
  })
  const over = (pins?: readonly string[]) =>
    meetIdleProbe(line, { probes: [probeAt(literal, pins)], release: '0.1.0' }, 'v6')
  expect(await over()).toMatchObject({ kind: 'met', open: { family: 'v6', address: globalV6 } })
  expect(asked).toEqual([literal, globalV6])
  // Without a pin nothing proves that it is the same one.
  expect(await over([])).toEqual({ kind: 'not', why: 'not-met' })
})

it('goes to no address that the internet cannot reach, whatever a probe says of itself', async () => {
  const { line, asked } = lineWith({
    [literal]: { remote: literal, session: { idle, addresses: { v6: 'fd00::1' } } },
    'fd00::1': { remote: 'fd00::1', session: { idle, address: hereV6 } },
  })
  const met = await meetIdleProbe(line, { probes: [probeAt(literal)], release: '0.1.0' }, 'v6')
  expect(met).toEqual({ kind: 'not', why: 'not-met' })
  expect(asked).toEqual([literal])
})
