import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deadlineOf } from '../../../../src/protocols/deadline.ts'
import { capability } from '../../../../src/protocols/imap/capability.ts'
import { command } from '../../../../src/protocols/imap/command.ts'
import { readGreeting } from '../../../../src/protocols/imap/greeting.ts'
import { readCapabilities, readStatus } from '../../../../src/protocols/imap/response.ts'
import { startTls } from '../../../../src/protocols/imap/start-tls.ts'
import { type Step, scripted } from '../../scripted-conversation.ts'

const far = (script: readonly Step[]) => {
  const { conversation, clock, heard } = scripted(script)
  return { conversation, deadline: deadlineOf(clock, 7000), heard }
}

describe('readStatus', () => {
  it.each([
    ['* OK [CAPABILITY IMAP4rev1 ID] ready', '*', { status: 'OK', code: 'CAPABILITY IMAP4rev1 ID', text: 'ready' }],
    ['* ok', '*', { status: 'OK', code: undefined, text: '' }],
    ['* BYE too many', '*', { status: 'BYE', code: undefined, text: 'too many' }],
    ['m1 NO [X] no', 'm1', { status: 'NO', code: 'X', text: 'no' }],
  ])('reads %j', (line, tag, expected) => {
    expect(readStatus(line, tag)).toEqual(expected)
  })

  it.each(['', '*', '* ', '* OKAY', '*OK', '220 hello', 'm2 OK'])('refuses %j', (line) => {
    expect(readStatus(line, '*')).toBeUndefined()
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void [readStatus(`* ${text}`, '*'), readCapabilities(text)]))
  })
})

describe('readGreeting', () => {
  const greet = (...script: Step[]) => {
    const { conversation, deadline } = far(script)
    return readGreeting(conversation, deadline)
  }

  it('reads capabilities where the server names them', async () => {
    expect(await greet({ says: '* OK [CAPABILITY IMAP4rev1 starttls] hi' })).toMatchObject({
      ok: true,
      value: { status: 'OK', capabilities: ['IMAP4REV1', 'STARTTLS'] },
    })
    expect(await greet({ says: '* OK hi' })).toMatchObject({ ok: true, value: { capabilities: undefined } })
  })

  it.each<[string, Step[], string]>([
    ['SMTP', [{ says: '220 mail ESMTP' }], 'malformed'],
    ['NO, which no greeting is', [{ says: '* NO' }], 'malformed'],
    ['megabytes', [{ saysRaw: 'x'.repeat(1_000_000) }], 'too-much'],
    ['nothing', [], 'timed-out'],
    ['a close', [{ ends: 'closed' }], 'closed'],
  ])('refuses %s', async (_, script, failure) => {
    expect(await greet(...script)).toMatchObject({ ok: false, failure })
  })
})

describe('command', () => {
  const run = (line: string, ...script: Step[]) => {
    const { conversation, deadline, heard } = far(script)
    return command(conversation, line, deadline).then((reply) => ({ reply, heard }))
  }

  it('collects untagged lines until its tag', async () => {
    const { reply } = await run('m1 ID NIL', { hears: 'm1 ID NIL' }, { says: '* ID ("a" "b")' }, { says: 'm1 OK done' })
    expect(reply).toMatchObject({ ok: true, value: { status: { status: 'OK' }, untagged: ['* ID ("a" "b")'] } })
  })

  it.each<[string, Step[], string]>([
    ['a literal', [{ says: '* ID ("a" {5}' }], 'malformed'],
    ['a continuation', [{ says: '+ go on' }], 'malformed'],
    ['another tag', [{ says: 'x9 OK' }], 'malformed'],
    ['endless lines', Array.from({ length: 10_000 }, () => ({ says: '* 1 EXISTS' })), 'too-much'],
    ['a drip', Array.from({ length: 100 }, () => [{ silentMs: 500 }, { says: '* 1 EXISTS' }]).flat(), 'timed-out'],
  ])('refuses %s', async (_, script, failure) => {
    const { reply } = await run('m1 NOOP', { hears: 'm1 NOOP' }, ...script)
    expect(reply).toMatchObject({ ok: false, failure })
  })

  it('never sends two lines for one, or a line without a tag', async () => {
    for (const line of ['m1 NOOP\r\nm2 LOGOUT', 'NOOP', '']) {
      const { reply, heard } = await run(line)
      expect(reply).toMatchObject({ failure: 'malformed' })
      expect(heard).toEqual([])
    }
  })
})

describe('capability and startTls', () => {
  it('asks what the server can do', async () => {
    const { conversation, deadline } = far([{ says: '* CAPABILITY IMAP4rev1 ID ' }, { says: 'c1 OK' }])
    expect(await capability(conversation, deadline)).toEqual({ ok: true, value: ['IMAP4REV1', 'ID'] })
    const silent = far([{ says: 'c1 OK' }])
    expect(await capability(silent.conversation, silent.deadline)).toMatchObject({ failure: 'malformed' })
    const refusing = far([{ says: 'c1 BAD what' }])
    expect(await capability(refusing.conversation, refusing.deadline)).toMatchObject({ failure: 'refused' })
  })

  it('begins TLS, or is refused', async () => {
    const willing = far([{ hears: 's1 STARTTLS' }, { says: 's1 OK' }, { tls: {} }])
    expect((await startTls(willing.conversation, { trust: 'anyone' }, willing.deadline)).ok).toBe(true)
    const refusing = far([{ says: 's1 NO not here' }])
    expect(await startTls(refusing.conversation, { trust: 'anyone' }, refusing.deadline)).toMatchObject({
      failure: 'refused',
    })
  })
})
