import { afterEach, describe, expect, it } from 'vitest'
import type { Conversation } from '../../../src/core/line.ts'
import { echoHello, isEchoReply } from '../../../src/wire/echo-dialogue.ts'
import { readGreeting } from '../../../src/wire/greeting.ts'
import { type MailPort, mailPorts, speechOf } from '../../../src/wire/mail-port.ts'
import { elsewhere, home, pinOfSession, type World, world } from './world.ts'

let here: World
afterEach(() => here.close())

async function line(conversation: Conversation): Promise<string> {
  const read = await conversation.readLine()
  return read.ok ? read.value : `(${read.failure})`
}

async function say(conversation: Conversation, text: string): Promise<string> {
  await conversation.write(`${text}\r\n`)
  return line(conversation)
}

/** Reads to the end of a reply of SMTP, or to the tagged line of IMAP. */
async function reply(conversation: Conversation, text: string): Promise<string[]> {
  await conversation.write(`${text}\r\n`)
  const lines: string[] = []
  for (let i = 0; i < 20; i++) {
    const next = await line(conversation)
    lines.push(next)
    if (/^(\d{3} |m1 |\()/.test(next)) break
  }
  return lines
}

describe('a mail port of the probe', () => {
  it.each(mailPorts)(
    '%i greets with a signature, proves the session, and has the pinned key within TLS',
    async (port: MailPort) => {
      here = await world({ name: 'probe.example.org' })
      const { session, nonce } = await here.session()
      const pins = [pinOfSession(session)]
      const conversation = await here.call(port)
      const { language, tls } = speechOf(port)
      if (tls === 'implicit') expect(await conversation.startTls({ trust: pins })).toMatchObject({ ok: true })
      const greeting = readGreeting(await line(conversation), { port, key: here.key, now: Date.now() })
      expect(greeting).toMatchObject({ kind: 'ours', host: 'probe.example.org', address: home })

      const clear = await reply(conversation, echoHello(session.token, port))
      expect(clear.filter((one) => isEchoReply(one, nonce, port))).toHaveLength(1)
      expect(clear.some((one) => one.includes('STARTTLS'))).toBe(language === 'smtp' && tls === 'starttls')
      if (tls === 'starttls') {
        await say(conversation, language === 'smtp' ? 'STARTTLS' : 'm1 STARTTLS')
        expect(await conversation.startTls({ trust: pins })).toMatchObject({ ok: true })
        const within = await reply(conversation, echoHello(session.token, port))
        expect(within.filter((one) => isEchoReply(one, nonce, port))).toHaveLength(1)
        expect(within.join('\n')).not.toContain('STARTTLS')
      }
      await reply(conversation, language === 'smtp' ? 'QUIT' : 'm1 LOGOUT')
      expect(await line(conversation)).toBe('(closed)')
      conversation.end()
    },
  )

  it('shows another caller another address, so that a port that leaves elsewhere is noticed', async () => {
    here = await world()
    const { session, nonce } = await here.session()
    const conversation = await here.call(25, '127.0.0.2')
    expect(readGreeting(await line(conversation), { port: 25, key: here.key, now: Date.now() })).toMatchObject({
      kind: 'ours',
      address: elsewhere,
    })
    expect(isEchoReply((await reply(conversation, echoHello(session.token, 25)))[0] ?? '', nonce, 25)).toBe(true)
    conversation.end()
  })

  it('proves nothing to whoever has no session', async () => {
    here = await world()
    const conversation = await here.call(25)
    await line(conversation)
    expect((await reply(conversation, 'EHLO mx.example.org'))[0]).not.toContain(' p=')
    expect((await reply(conversation, echoHello('a'.repeat(117), 25)))[0]).not.toContain(' p=')
    conversation.end()
  })

  it('takes no mail and hears no password', async () => {
    here = await world()
    const smtp = await here.call(587)
    await line(smtp)
    for (const command of [
      'MAIL FROM:<a@example.org>',
      'RCPT TO:<b@example.org>',
      'DATA',
      'AUTH PLAIN AGEAYg==',
      'VRFY root',
      'GET / HTTP/1.1',
      '\0\0\0',
    ]) {
      expect(await say(smtp, command)).toMatch(/^502 /)
    }
    expect(await say(smtp, 'HELO x')).toMatch(/^250 /)
    smtp.end()
    const imap = await here.call(143)
    expect(await line(imap)).toContain('LOGINDISABLED')
    for (const command of ['m1 LOGIN a b', 'm1 AUTHENTICATE PLAIN', 'm1 SELECT INBOX', 'm1 ID {1000000000}']) {
      expect((await reply(imap, command)).at(-1)).toMatch(/^m1 (BAD|OK)/)
    }
    imap.end()
  })

  it('ends the conversation of whoever says too much', async () => {
    here = await world()
    const long = await here.call(25)
    await line(long)
    await long.write('x'.repeat(600))
    expect(await line(long)).toMatch(/^\((closed|reset)\)$/)
    const many = await here.call(25)
    await line(many)
    const answers: string[] = []
    for (let i = 0; i < 40; i++) answers.push(await say(many, 'NOOP'))
    expect(answers.filter((one) => one.startsWith('250'))).toHaveLength(32)
    expect(answers.at(-1)).toMatch(/^\((closed|reset)\)$/)
    const much = await here.call(25)
    await line(much)
    const replies: string[] = []
    for (let i = 0; i < 20; i++) replies.push(await say(much, `NOOP ${'x'.repeat(400)}`))
    expect(replies.filter((one) => one.startsWith('250'))).toHaveLength(10)
  })

  it('moves a bounded number of octets, both ways, once for each conversation', async () => {
    here = await world()
    const { session } = await here.session()
    for (const port of [25, 587] as const) {
      const up = await here.call(port)
      await line(up)
      await reply(up, echoHello(session.token, port))
      expect(await say(up, 'XSINK 16384')).toBe('354 send 16384 octets')
      await up.write('QUIT\r\n'.repeat(2730))
      expect(await say(up, 'XX')).toBe('250 16384 received')
      expect(await say(up, 'XSINK 1')).toMatch(/^503 /)
      await reply(up, echoHello(session.token, port))
      expect(await say(up, 'XSOURCE 1')).toMatch(/^503 /)
      up.end()

      const down = await here.call(port)
      await line(down)
      await reply(down, echoHello(session.token, port))
      expect(await say(down, 'XSOURCE 16384')).toBe('250 16384 octets follow')
      let octets = 0
      while (octets < 16_384) {
        const came = await down.read({ maxBytes: 65_536 })
        if (!came.ok) break
        octets += came.value.length
      }
      expect(octets).toBe(16_384)
      expect(await say(down, 'NOOP')).toMatch(/^250 /)
      down.end()
    }
  })

  it('moves none for whoever has no session of that very address, asks for too many, or on another port', async () => {
    here = await world()
    const { session } = await here.session()
    const astray = await here.call(25, '127.0.0.2')
    await line(astray)
    expect(await say(astray, 'XSOURCE 100')).toMatch(/^530 /)
    expect((await reply(astray, echoHello(session.token, 25)))[0]).toContain(' p=')
    expect(await say(astray, 'XSOURCE 100')).toMatch(/^530 /)
    expect(await say(astray, 'XSINK 100')).toMatch(/^530 /)
    astray.end()
    const greedy = await here.call(25)
    await line(greedy)
    await reply(greedy, echoHello(session.token, 25))
    for (const octets of ['16385', '0', '-1', '1e4', '', '99999999999'])
      expect(await say(greedy, `XSOURCE ${octets}`)).toMatch(/^501 /)
    await reply(greedy, 'EHLO mx.example.org')
    expect(await say(greedy, 'XSOURCE 100')).toMatch(/^530 /)
    greedy.end()
    const submission = await here.call(465)
    await submission.startTls({ trust: 'anyone' })
    await line(submission)
    await reply(submission, echoHello(session.token, 465))
    expect(await say(submission, 'XSINK 100')).toMatch(/^502 /)
    submission.end()
  })

  it('does not answer within TLS what was said in the clear', async () => {
    here = await world()
    const conversation = await here.call(25)
    await line(conversation)
    await conversation.write('STARTTLS\r\nEHLO injected.example\r\n')
    const rest = [await line(conversation), await line(conversation)]
    expect(rest.join()).not.toContain('250')
    conversation.end()
  })

  it('leaves nothing listening when the probe is closed', async () => {
    here = await world()
    const ports = mailPorts.map(here.realPort)
    const open = await here.call(25)
    await here.close()
    for (const port of mailPorts) await expect(here.call(port)).rejects.toThrow('refused')
    expect(ports).toHaveLength(5)
    await line(open)
    expect(await line(open)).toMatch(/closed|reset/)
  })
})
