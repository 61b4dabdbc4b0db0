import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Failure, failed, success } from '../../../../src/core/failure.ts'
import type { HttpRequest } from '../../../../src/core/line.ts'
import { dialBack } from '../../../../src/protocols/probe/dial-back.ts'
import { type DialBackEvent, type DialBackRequest, writeDialBackEvent } from '../../../../src/wire/dial-back.ts'
import { controlPort } from '../../../../src/wire/control-port.ts'
import { type RefusalCode, refusalOf, refusals } from '../../../../src/wire/refusal.ts'
import { silentLine } from '../../silent-line.ts'
import { probeFixture } from './session-fixture.ts'

const { open, pin } = probeFixture()

interface World {
  readonly lines?: readonly (DialBackEvent | string)[]
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly failure?: Failure
  readonly ports?: DialBackRequest
}

async function run({
  lines = [],
  status = 200,
  headers = {},
  failure,
  ports = { 25: 'listener', 993: 'server' },
}: World) {
  const requests: HttpRequest[] = []
  const events: DialBackEvent[] = []
  const line = silentLine({
    request: async (request) => {
      requests.push(request)
      for (const each of lines) request.onLine?.(typeof each === 'string' ? each : writeDialBackEvent(each))
      if (failure !== undefined) return failed(failure)
      return success({ status, headers, body: '', remote: { address: open.address, port: 8025 }, tls: undefined })
    },
  })
  const outcome = await dialBack(line, open, ports, (event) => void events.push(event))
  return { outcome, requests, events }
}

const whole: DialBackEvent[] = [
  { event: 'connecting', port: 25, sourcePort: 50_025 },
  { event: 'connecting', port: 993 },
  { event: 'connected', port: 25 },
  { event: 'connected', port: 993, sourcePort: 50_993 },
  { event: 'greeting', port: 993, text: '* OK hi', complete: true, tls: { pin } },
  { event: 'result', port: 25, result: 'open-proved', tookMs: 40 },
  { event: 'result', port: 993, result: 'open-other', tookMs: 1600 },
  { event: 'done' },
]

describe('dialBack', () => {
  it('asks the very probe address of the session, for these ports, over its family', async () => {
    const { requests } = await run({ lines: whole })
    expect(requests).toMatchObject([
      {
        url: `https://198.51.100.10:8025/v1/sessions/${open.session.token}/dial-back`,
        address: '198.51.100.10',
        family: 'v4',
        trust: [pin],
        body: '{"ports":{"25":"listener","993":"server"}}',
      },
    ])
  })

  it('tells every event as it comes, and all that is known of each port in the end', async () => {
    const { outcome, events } = await run({ lines: whole })
    expect(events).toEqual(whole)
    expect(outcome).toEqual({
      kind: 'done',
      ports: {
        25: { sourcePort: 50_025, connected: true, result: 'open-proved', tookMs: 40 },
        993: {
          sourcePort: 50_993,
          connected: true,
          greeting: '* OK hi',
          greetingComplete: true,
          pin,
          result: 'open-other',
          tookMs: 1600,
        },
      },
    })
  })

  it('takes the control port like any other', async () => {
    const { outcome } = await run({
      ports: { [controlPort]: 'listener' },
      lines: [
        { event: 'connecting', port: controlPort, sourcePort: 50_000 },
        { event: 'result', port: controlPort, result: 'timed-out', tookMs: 4000, failure: 'timed-out' },
        { event: 'done' },
      ],
    })
    expect(outcome).toMatchObject({ kind: 'done', ports: { [controlPort]: { result: 'timed-out' } } })
  })

  it('tells a greeting that was not heard to its end from one that was', async () => {
    const teaser = { event: 'greeting', port: 25, text: '220-mx', complete: false } as const
    const half = await run({ lines: [teaser] })
    expect(half.outcome).toMatchObject({ ports: { 25: { greeting: '220-mx', greetingComplete: false } } })
    const heard = await run({ lines: [teaser, { ...teaser, complete: true }] })
    expect(heard.outcome).toMatchObject({ ports: { 25: { greeting: '220-mx', greetingComplete: true } } })
  })

  it('passes over events of a newer probe, and whatever follows the end', async () => {
    const { outcome } = await run({ lines: [{ event: 'weather', port: 25 } as never, ...whole, 'garbage'] })
    expect(outcome.kind).toBe('done')
  })

  it('keeps what was told until the stream broke off', async () => {
    const cut = await run({ lines: whole.slice(0, 6) })
    expect(cut.outcome).toMatchObject({
      kind: 'broken-off',
      failure: 'closed',
      ports: { 25: { result: 'open-proved' }, 993: { connected: true } },
    })
    const reset = await run({ lines: whole.slice(0, 3), failure: 'reset' })
    expect(reset.outcome).toMatchObject({ kind: 'broken-off', failure: 'reset', ports: { 25: { connected: true } } })
  })

  it('counts a stream that told everything, whatever became of the connection afterwards', async () => {
    expect((await run({ lines: whole, failure: 'reset' })).outcome.kind).toBe('done')
  })

  it.each<[string, (DialBackEvent | string)[]]>([
    ['garbage', ['garbage']],
    ['a port that nobody asked for', [{ event: 'connecting', port: 587 }]],
    ['a port that does not exist', ['{"event":"connecting","port":22}']],
    ['two results', [whole[5] as DialBackEvent, { event: 'result', port: 25, result: 'refused', tookMs: 1 }]],
    ['an end before the results', [{ event: 'done' }]],
    ['a line that is too long', [`{"event":"greeting","port":25,"text":"${'x'.repeat(5000)}"}`]],
    ['endless events', Array.from({ length: 1000 }, () => ({ event: 'connecting', port: 25 }) as const)],
    ['endless unknown events', Array.from({ length: 1000 }, () => '{"event":"weather"}')],
  ])('stops at %s', async (_, lines) => {
    const { outcome, events } = await run({ lines: [...lines, ...whole] })
    expect(outcome).toMatchObject({ kind: 'broken-off', failure: 'malformed' })
    expect(events.length).toBeLessThanOrEqual(64)
  })

  it.each<[RefusalCode, string]>([
    ['address-changed', 'address-changed'],
    ['spent', 'spent'],
    ['expired', 'spent'],
    ['busy', 'busy'],
    ['bad-token', 'incompatible'],
    ['bad-request', 'incompatible'],
    ['internal', 'unreachable'],
  ])('knows the refusal %s', async (code, kind) => {
    const { outcome, events } = await run({ status: refusals[code].status, lines: [JSON.stringify(refusalOf(code))] })
    expect(outcome.kind).toBe(kind)
    expect(events).toEqual([])
  })

  it.each<[string, World, object]>([
    ['a stranger', { failure: 'wrong-key' }, { kind: 'untrusted' }],
    ['nobody', { failure: 'refused' }, { kind: 'unreachable', failure: 'refused' }],
    ['nothing', {}, { kind: 'broken-off', failure: 'closed' }],
    ['a gateway', { status: 503, headers: { 'retry-after': '5' } }, { kind: 'busy', retryAfterS: 5 }],
    ['a web server', { status: 404, lines: ['<html>'] }, { kind: 'incompatible' }],
  ])('tells %s', async (_, world, expected) => {
    expect((await run(world)).outcome).toMatchObject(expected)
  })

  it('survives whatever is streamed', async () => {
    const noise = fc.array(fc.oneof(fc.string(), fc.json(), fc.constantFrom(...whole).map(writeDialBackEvent)))
    await fc.assert(
      fc.asyncProperty(noise, async (lines) => {
        expect(['done', 'broken-off']).toContain((await run({ lines })).outcome.kind)
      }),
    )
  })
})
