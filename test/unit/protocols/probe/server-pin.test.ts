import { describe, expect, it } from 'vitest'
import { failed, success } from '../../../../src/core/failure.ts'
import type { Endpoint } from '../../../../src/core/line.ts'
import { serverPin } from '../../../../src/protocols/probe/server-pin.ts'
import type { MailPort } from '../../../../src/wire/mail-port.ts'
import { type Step, scripted } from '../../scripted-conversation.ts'
import { silentLine } from '../../silent-line.ts'

const pin = 'q'.repeat(43)

async function look(port: MailPort, script: readonly Step[]) {
  const far = scripted(script)
  const dials: Endpoint[] = []
  const line = silentLine({
    clock: far.clock,
    dial: async (to) => {
      dials.push(to)
      return success(far.conversation)
    },
  })
  return { shown: await serverPin(line, { address: '127.0.0.1', port }), far, dials }
}

describe('serverPin', () => {
  it.each<[MailPort, string, string]>([
    [465, '220 mail.example.org ESMTP', 'QUIT'],
    [993, '* OK Dovecot ready.', 'm1 LOGOUT'],
  ])('tells key and greeting on %i, and says goodbye', async (port, greeting, goodbye) => {
    const { shown, far, dials } = await look(port, [{ tls: { pin } }, { says: greeting }])
    expect(shown).toEqual({ connected: true, pin, greeting, greetingComplete: true })
    expect(dials).toEqual([{ address: '127.0.0.1', port }])
    expect(far.heard).toEqual([goodbye])
    expect(far.ended()).toBe(true)
  })

  it('tells the greeting alone where TLS comes later', async () => {
    const { shown } = await look(25, [{ silentMs: 6000 }, { says: '220 mail.example.org ESMTP' }])
    expect(shown).toEqual({ connected: true, greeting: '220 mail.example.org ESMTP', greetingComplete: true })
  })

  it('does not talk into a greeting that goes on', async () => {
    const { shown, far } = await look(25, [{ says: '220-mail.example.org ESMTP' }])
    expect(shown).toEqual({ connected: true, greeting: '220-mail.example.org ESMTP', greetingComplete: false })
    expect(far.heard).toEqual([])
  })

  it.each<[string, Step[], object]>([
    ['is silent', [{ tls: { pin } }], { connected: true, pin, failure: 'timed-out' }],
    ['speaks no TLS', [{ tls: 'tls-failed' }], { connected: true, failure: 'tls-failed' }],
    ['hangs up', [{ tls: { pin } }, { ends: 'closed' }], { connected: true, pin, failure: 'closed' }],
    ['floods', [{ tls: { pin } }, { saysRaw: 'x'.repeat(10_000) }], { connected: true, pin, failure: 'too-much' }],
  ])('tells of a server that %s', async (_, script, expected) => {
    expect((await look(465, script)).shown).toEqual(expected)
  })

  it('tells that nobody is there', async () => {
    const line = silentLine({ dial: async () => failed('refused') })
    expect(await serverPin(line, { address: '::1', port: 993 })).toEqual({ connected: false, failure: 'refused' })
  })
})
