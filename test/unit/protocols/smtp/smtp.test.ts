import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deadlineOf } from '../../../../src/protocols/deadline.ts'
import { ehlo, offers } from '../../../../src/protocols/smtp/ehlo.ts'
import { readReply } from '../../../../src/protocols/smtp/read-reply.ts'
import { readReplyLine } from '../../../../src/protocols/smtp/reply-line.ts'
import { startTls } from '../../../../src/protocols/smtp/start-tls.ts'
import { type Step, scripted } from '../../scripted-conversation.ts'

async function reply(...script: Step[]) {
  const far = scripted(script)
  return { read: await readReply(far.conversation, deadlineOf(far.clock, 7000)), clock: far.clock }
}

describe('readReplyLine', () => {
  it.each([
    ['220 mail.example.org ESMTP', { code: 220, last: true, text: 'mail.example.org ESMTP' }],
    ['250-SIZE 100', { code: 250, last: false, text: 'SIZE 100' }],
    ['220', { code: 220, last: true, text: '' }],
    ['571 go away', { code: 571, last: true, text: 'go away' }],
  ])('reads %j', (line, expected) => {
    expect(readReplyLine(line)).toEqual(expected)
  })

  it.each(['', '22', '2200', '220x', '199 low', '600 high', ' 220 x', 'SSH-2.0-OpenSSH', '* OK'])(
    'refuses %j',
    (line) => {
      expect(readReplyLine(line)).toBeUndefined()
    },
  )

  it('reads what it would write', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.boolean(), fc.string(), (code, last, text) => {
        expect(readReplyLine(`${code}${last ? ' ' : '-'}${text}`)).toEqual({ code, last, text })
      }),
    )
  })
})

describe('readReply', () => {
  it('reads one line or many', async () => {
    expect((await reply({ says: '220 hello' })).read).toMatchObject({
      ok: true,
      value: { code: 220, texts: ['hello'] },
    })
    const { read } = await reply(
      { says: '250-a' },
      { saysRaw: '250-' },
      { silentMs: 100 },
      { says: 'b' },
      { says: '250 c' },
    )
    expect(read).toEqual({ ok: true, value: { code: 250, lines: ['250-a', '250-b', '250 c'], texts: ['a', 'b', 'c'] } })
  })

  it.each<[string, Step[], string]>([
    ['another kind of server', [{ says: 'SSH-2.0-OpenSSH_9.9' }], 'malformed'],
    ['a code that changes', [{ says: '250-a' }, { says: '550 b' }], 'malformed'],
    ['an endless line', [{ saysRaw: 'x'.repeat(1_000_000) }], 'too-much'],
    ['an endless reply', Array.from({ length: 10_000 }, () => ({ says: '250-PIPELINING' })), 'too-much'],
    ['nothing', [], 'timed-out'],
    ['a close', [{ ends: 'closed' }], 'closed'],
    ['a close within', [{ says: '250-a' }, { ends: 'reset' }], 'reset'],
  ])('refuses %s', async (_, script, failure) => {
    expect((await reply(...script)).read).toMatchObject({ ok: false, failure })
  })

  it('takes a hundred short lines: a server may be talkative', async () => {
    const lines = Array.from({ length: 100 }, () => ({ says: '250-OK' }))
    expect((await reply(...lines, { says: '250 OK' })).read.ok).toBe(true)
  })

  it('does not let a drip stretch the time', async () => {
    const drip = Array.from({ length: 200 }, () => [{ silentMs: 900 }, { says: '250-x' }]).flat()
    const { read, clock } = await reply(...drip)
    expect(read).toMatchObject({ ok: false, failure: 'timed-out' })
    expect(clock.elapsed()).toBe(7000)
  })
})

describe('ehlo', () => {
  const say = async (name: string, ...script: Step[]) => {
    const far = scripted(script)
    return { reply: await ehlo(far.conversation, name, deadlineOf(far.clock, 7000)), far }
  }

  it('learns what the server can do', async () => {
    const { reply: got } = await say(
      'me.example',
      { hears: 'EHLO me.example' },
      { says: '250-mail.example STARTTLS?' },
      { says: '250-starttls' },
      { says: '250-SIZE 1000' },
      { says: '250-AUTH=LOGIN PLAIN' },
      { says: '250 <?>' },
    )
    if (!got.ok) throw new Error(got.failure)
    expect(got.value.capabilities).toEqual([
      { keyword: 'STARTTLS', parameters: [] },
      { keyword: 'SIZE', parameters: ['1000'] },
      { keyword: 'AUTH', parameters: ['LOGIN', 'PLAIN'] },
    ])
    expect(offers(got.value, 'StartTLS')).toBe(true)
    expect(offers(got.value, 'CHUNKING')).toBe(false)
  })

  it('believes no capabilities of a server that refuses', async () => {
    const { reply: got } = await say('me.example', { says: '550-no' }, { says: '550 STARTTLS' })
    expect(got).toMatchObject({ ok: true, value: { code: 550, capabilities: [] } })
  })

  it('never sends two lines for one', async () => {
    const { reply: got, far } = await say('me\r\nMAIL FROM:<>')
    expect(got).toMatchObject({ ok: false, failure: 'malformed' })
    expect(far.heard).toEqual([])
  })
})

describe('startTls', () => {
  const start = async (...script: Step[]) => {
    const far = scripted([{ hears: 'STARTTLS' }, ...script])
    return startTls(far.conversation, { trust: 'anyone' }, deadlineOf(far.clock, 7000))
  }

  it('goes on within TLS', async () => {
    expect(await start({ says: '220 go' }, { tls: { protocol: 'TLSv1.3' } })).toMatchObject({ ok: true })
  })

  it('tells a refusal from a failure, and notices what was slipped in', async () => {
    expect(await start({ says: '454 not now' })).toMatchObject({ failure: 'refused', detail: '454 not now' })
    expect(await start({ says: '220 go' }, { tls: 'tls-failed' })).toMatchObject({ failure: 'tls-failed' })
    expect(await start({ saysRaw: '220 go\r\n250 injected\r\n' }, { tls: {} })).toMatchObject({
      failure: 'plaintext-injected',
    })
  })
})
