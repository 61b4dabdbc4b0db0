import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Failure, failed, success } from '../../../../src/core/failure.ts'
import type { DialOptions, Endpoint } from '../../../../src/core/line.ts'
import { echo } from '../../../../src/protocols/probe/echo.ts'
import { echoReply, imapTag } from '../../../../src/wire/echo-dialogue.ts'
import { minuteOf, writeGreeting } from '../../../../src/wire/greeting.ts'
import { type Step, scripted } from '../../scripted-conversation.ts'
import { silentLine } from '../../silent-line.ts'
import { virtualClock } from '../../virtual-clock.ts'
import { ehloReply, good25, greeting, hears, host, key, now, open, pin, visit } from './echo-visit.ts'
import { nonce } from './session-fixture.ts'

describe('echo on SMTP with STARTTLS', () => {
  it('goes to the address of the session and finds the probe, proved', async () => {
    const dials: [Endpoint, DialOptions | undefined][] = []
    const far = scripted(good25, virtualClock(now))
    const line = silentLine({
      clock: far.clock,
      dial: async (to, options) => {
        dials.push([to, options])
        return success(far.conversation)
      },
    })
    const facts = await echo(line, open, 25)
    expect(facts).toMatchObject({
      port: 25,
      stage: 'done',
      connected: true,
      signature: 'ours',
      seenAs: '203.0.113.7',
      proved: true,
      starttls: { outcome: 'agreed', pin },
    })
    expect(facts.failure).toBeUndefined()
    expect(dials).toEqual([[{ address: '198.51.100.10', port: 25 }, { connectMs: 4000 }]])
    expect(far.heard.at(-1)).toBe('QUIT')
    expect(far.ended()).toBe(true)
  })

  it.each<Failure>(['refused', 'timed-out', 'host-unreachable'])('tells a connection that is %s', async (failure) => {
    const facts = await echo(silentLine({ dial: async () => failed(failure) }), open, 25)
    expect(facts).toMatchObject({ stage: 'connect', connected: false, failure })
  })

  it('notices TLS with somebody else, and says nothing within it', async () => {
    const script: Step[] = [...good25.slice(0, -1), { tls: { pin: 'x'.repeat(43), issuer: 'CN=Box' } }]
    const { facts, heard } = await visit(25, script)
    expect(facts).toMatchObject({
      stage: 'starttls',
      failure: 'wrong-key',
      starttls: { outcome: 'wrong-key', pin: 'x'.repeat(43), issuer: 'CN=Box' },
    })
    expect(heard.at(-1)).toBe('STARTTLS')
  })

  it.each<[string, Step[], object]>([
    ['refused', [{ says: '454 no' }], { outcome: 'refused', failure: 'refused' }],
    ['broken', [{ says: '220 go' }, { tls: 'tls-failed' }], { outcome: 'failed', failure: 'tls-failed' }],
    [
      'injected',
      [{ saysRaw: '220 go\r\n250 x\r\n' }, { tls: { pin } }],
      { outcome: 'failed', failure: 'plaintext-injected' },
    ],
    ['silent', [], { outcome: 'failed', failure: 'timed-out' }],
  ])('tells STARTTLS that is %s', async (_, end, starttls) => {
    const { facts } = await visit(25, [...good25.slice(0, 6), ...end])
    expect(facts).toMatchObject({ stage: 'starttls', proved: true, starttls })
  })

  it('does not believe a reply with the proof of another session or port', async () => {
    const another = await visit(25, [greeting(25), hears(25), { says: `250 ${host} mailworthy/1 p=${'0'.repeat(32)}` }])
    expect(another.facts).toMatchObject({ signature: 'ours', proved: false })
    const ofPort = echoReply(host, 587, nonce).replace('250-', '250 ')
    expect((await visit(25, [greeting(25), hears(25), { says: ofPort }])).facts.proved).toBe(false)
  })

  it.each<[string, Step, string]>([
    ['replayed after half an hour', greeting(25, { minute: minuteOf(now) - 30 }), 'stale'],
    [
      'replayed from another port',
      { says: writeGreeting(key, { host, port: 587, address: '203.0.113.7', minute: minuteOf(now) }) },
      'forged',
    ],
    [
      'signed by another key',
      greeting(25, { signer: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey }),
      'forged',
    ],
    ['of a real mail server', { says: '220 mx.example.org ESMTP Postfix' }, 'foreign'],
  ])('judges a greeting %s', async (_, first, signature) => {
    const { facts } = await visit(25, [first, hears(25), { says: '250 mx.example.org' }])
    expect(facts).toMatchObject({ connected: true, signature, proved: false })
    expect(facts.seenAs).toBeUndefined()
  })

  it('hears a refusal to the end and leaves', async () => {
    const { facts, heard } = await visit(25, [{ says: '554-No SMTP from' }, { says: '554 dynamic addresses' }])
    expect(facts).toMatchObject({
      stage: 'greeting',
      failure: 'refused',
      greeting: '554-No SMTP from',
      signature: 'foreign',
    })
    expect(heard).toEqual(['QUIT'])
  })

  it('knows a busy probe', async () => {
    const { facts } = await visit(25, [{ says: `421 ${host} mailworthy/1 busy` }])
    expect(facts).toMatchObject({ stage: 'greeting', failure: 'refused', signature: 'busy' })
  })

  it.each<[string, Step[], string, Failure]>([
    ['nothing', [], 'greeting', 'timed-out'],
    ['a close', [{ ends: 'closed' }], 'greeting', 'closed'],
    ['a reset', [{ ends: 'reset' }], 'greeting', 'reset'],
    ['megabytes', [{ saysRaw: 'x'.repeat(1_000_000) }], 'greeting', 'too-much'],
    ['garbage', [{ says: '\u0000\u0001\u0002' }], 'greeting', 'malformed'],
    ['an endless greeting', Array.from({ length: 1000 }, () => ({ says: '220-hello' })), 'greeting', 'too-much'],
    [
      'a dripped greeting',
      Array.from({ length: 100 }, () => [{ says: '220-x' }, { silentMs: 900 }]).flat(),
      'greeting',
      'timed-out',
    ],
    ['silence after EHLO', [greeting(25), hears(25)], 'hello', 'timed-out'],
    [
      'an endless reply',
      [greeting(25), hears(25), ...Array.from({ length: 1000 }, () => ({ says: '250-x'.repeat(20) }))],
      'hello',
      'too-much',
    ],
    ['a cut after EHLO', [greeting(25), hears(25), { ends: 'reset' }], 'hello', 'reset'],
    ['a refusal of EHLO', [greeting(25), hears(25), { says: '502 what' }], 'hello', 'refused'],
  ])('ends well with %s', async (_, script, stage, failure) => {
    const { facts, ended } = await visit(25, script)
    expect(facts).toMatchObject({ connected: true, stage, failure })
    expect(ended).toBe(true)
  })
})

describe('echo on SMTP within TLS', () => {
  it('finds the probe', async () => {
    const { facts } = await visit(465, [
      { tls: { pin } },
      greeting(465),
      hears(465),
      ehloReply(465),
      { says: '250 SIZE 0' },
    ])
    expect(facts).toMatchObject({ stage: 'done', tls: { ours: true, pin }, signature: 'ours', proved: true })
    expect(facts.starttls).toBeUndefined()
  })

  it('hears whoever ends TLS on the way, and does not answer', async () => {
    const { facts, heard } = await visit(465, [{ tls: { pin: 'y'.repeat(43), issuer: 'CN=Antivirus' } }, greeting(465)])
    expect(facts).toMatchObject({
      stage: 'tls',
      failure: 'wrong-key',
      tls: { ours: false, issuer: 'CN=Antivirus' },
      signature: 'ours',
    })
    expect(heard).toEqual([])
    const other = await visit(465, [{ tls: { pin: 'y'.repeat(43) } }, { says: '220 mx.example.org ESMTP' }])
    expect(other.facts).toMatchObject({ stage: 'tls', tls: { ours: false }, signature: 'foreign' })
    expect(other.heard).toEqual([])
  })

  it.each<[Step[], Failure]>([
    [[{ tls: 'tls-failed' }], 'tls-failed'],
    [[{ says: '220 plain' }], 'plaintext-injected'],
  ])('tells TLS that fails', async (script, failure) => {
    expect((await visit(465, script)).facts).toMatchObject({ stage: 'tls', connected: true, failure })
  })
})

describe('echo on IMAP', () => {
  const ok: Step = { says: `${imapTag} OK` }

  it('finds the probe, in the clear with STARTTLS', async () => {
    const { facts, heard } = await visit(143, [
      greeting(143),
      hears(143),
      ehloReply(143),
      ok,
      { hears: 's1 STARTTLS' },
      { says: 's1 OK' },
      { tls: { pin } },
      hears(143),
      ehloReply(143),
      ok,
    ])
    expect(facts).toMatchObject({
      stage: 'done',
      signature: 'ours',
      proved: true,
      starttls: { outcome: 'agreed' },
      provedInTls: true,
    })
    expect(heard.at(-1)).toBe('z1 LOGOUT')
  })

  it('finds the probe within TLS', async () => {
    const { facts } = await visit(993, [{ tls: { pin } }, greeting(993), hears(993), ehloReply(993), ok])
    expect(facts).toMatchObject({ stage: 'done', tls: { ours: true }, signature: 'ours', proved: true })
  })

  it('asks for the capabilities where the greeting lost them', async () => {
    const { facts } = await visit(143, [
      { says: '* OK hello' },
      hears(143),
      ehloReply(143),
      ok,
      { hears: 'c1 CAPABILITY' },
      { says: '* CAPABILITY IMAP4rev1' },
      { says: 'c1 OK' },
      { hears: 's1 STARTTLS' },
      { says: 's1 OK' },
      { tls: { pin } },
      hears(143),
      ehloReply(143),
      ok,
    ])
    expect(facts).toMatchObject({
      stage: 'done',
      signature: 'foreign',
      proved: true,
      starttls: { outcome: 'not-offered' },
      startTlsAnyway: 'agreed',
      provedInTls: true,
    })
  })

  it('hears whoever ends TLS on the way, and does not answer', async () => {
    const inner: [Step, string][] = [
      [greeting(993), 'ours'],
      [{ says: '* OK Dovecot ready.' }, 'foreign'],
    ]
    for (const [first, signature] of inner) {
      const { facts, heard } = await visit(993, [{ tls: { pin: 'y'.repeat(43) } }, first])
      expect(facts).toMatchObject({ stage: 'tls', failure: 'wrong-key', tls: { ours: false }, signature })
      expect(heard).toEqual([])
    }
  })

  it.each<[string, Step[], string, Failure]>([
    ['SMTP', [{ says: '220 mail ESMTP' }], 'greeting', 'malformed'],
    ['a goodbye', [{ says: '* BYE too many' }], 'greeting', 'refused'],
    ['no ID', [greeting(143), hears(143), { says: `${imapTag} BAD what` }], 'hello', 'refused'],
    ['silence', [greeting(143), hears(143)], 'hello', 'timed-out'],
  ])('ends well with %s', async (_, script, stage, failure) => {
    expect((await visit(143, script)).facts).toMatchObject({ stage, failure })
  })
})
