import { describe, expect, it } from 'vitest'
import { failed, type Outcome, success } from '../../../../src/core/failure.ts'
import type { HttpRequest, HttpResponse } from '../../../../src/core/line.ts'
import { webhook } from '../../../../src/system/telling/webhook.ts'
import { message } from './message.ts'

const url = 'https://hooks.example.test/secret'
const never = new AbortController().signal

function tellBy(answer: Outcome<HttpResponse>) {
  const asked: HttpRequest[] = []
  const teller = webhook({
    url,
    request: async (request) => {
      asked.push(request)
      return answer
    },
  })
  return { asked, told: teller.tell(message(1), never) }
}

function answers(status: number, headers: Record<string, string> = {}): Outcome<HttpResponse> {
  const remote = { address: '192.0.2.1', port: 443 }
  return success({ status, headers, body: '', remote, tls: undefined })
}

describe('a webhook', () => {
  it('gets the message as JSON', async () => {
    const { asked, told } = tellBy(answers(204))
    expect(await told).toEqual({ kind: 'done' })
    expect(asked).toMatchObject([
      { method: 'POST', url, headers: { 'Content-Type': 'application/json' }, body: message(1).body },
    ])
  })

  it.each([
    [answers(200), 'done'],
    [answers(301), 'never'],
    [answers(400), 'never'],
    [answers(404), 'never'],
    [answers(408), 'later'],
    [answers(429), 'later'],
    [answers(500), 'later'],
    [answers(503), 'later'],
    [failed('network-unreachable'), 'later'],
    [failed('name-not-found'), 'later'],
    [failed('certificate-untrusted'), 'later'],
    [failed('too-much'), 'never'],
  ])('that ends with %j is %s', async (answer, kind) => {
    const told = await tellBy(answer).told
    expect(told.kind).toBe(kind)
    // It may be a secret, and what is said may be posted.
    expect(JSON.stringify(told)).not.toContain('secret')
  })

  it.each([
    ['120', 120_000],
    ['99999', 1_800_000],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-1', undefined],
  ])('that asks for patience (%s) has it', async (after, afterMs) => {
    const told = await tellBy(answers(429, { 'retry-after': after })).told
    expect(told).toEqual({ kind: 'later', why: 'it answers 429', ...(afterMs !== undefined && { afterMs }) })
  })
})
