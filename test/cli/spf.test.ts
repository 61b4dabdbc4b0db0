import { createSocket } from 'node:dgram'
import { decode, encode } from 'dns-packet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command } from './command.ts'

const data: Readonly<Record<string, readonly string[]>> = {
  'example.org TXT': [
    'some-verification=1',
    'v=spf1 include:_spf.example.net a:mail.example.org -all exp=exp.example.org',
  ],
  'exp.example.org TXT': ['%{i} sends no mail of %{d}'],
  '_spf.example.net TXT': ['v=spf1 ip4:192.0.2.0/24 ?all'],
  'mail.example.org A': ['203.0.113.5'],
  'mail.example.org TXT': ['v=spf1 a -all'],
  'evil.example.org TXT': ['v=spf1 -all exp=exp2.example.org'],
  'exp2.example.org TXT': ['\u001b[2J gone'],
}
const failing = 'down.example.org'

/** A resolver that knows a few names, and that all others do not exist. */
const socket = createSocket('udp4')
let resolver = ''

beforeAll(async () => {
  socket.on('message', (message, from) => {
    const { id, questions = [] } = decode(message)
    const [question] = questions
    const name = question?.name ?? ''
    const found = data[`${name.toLowerCase()} ${question?.type}`] ?? []
    const answers = found.map((each) => ({ name, type: question?.type as 'A', ttl: 60, data: each }))
    const [servfail, nameError] = [2, 3]
    const rcode = answers.length > 0 ? 0 : name.toLowerCase() === failing ? servfail : nameError
    const reply = encode({ id: id ?? 0, type: 'response', flags: 0x180 | rcode, questions, answers })
    socket.send(reply, from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  resolver = `127.0.0.1:${socket.address().port}`
})
afterAll(() => new Promise<void>((resolve) => socket.close(() => resolve())))

const spf = (...args: readonly string[]) => command('mailworthy', ['spf', ...args, '--resolver', resolver])
const json = async (...args: readonly string[]) => {
  const { code, stdout, stderr } = await spf(...args, '--json')
  expect(stderr).toBe('')
  return { code, told: JSON.parse(stdout) as Record<string, unknown> }
}

describe('mailworthy spf', () => {
  it('tells the result, what decided, what it took, and the tree', async () => {
    const { code, told } = await json('--ip', '203.0.113.5', '--mail-from', 'user@example.org')
    expect(code).toBe(0)
    expect(told).toEqual({
      result: 'pass',
      decidedBy: {
        domain: 'example.org',
        term: 'a:mail.example.org',
        reason: 'matched',
        because: '203.0.113.5 is an address of mail.example.org',
      },
      lookups: 2,
      voidLookups: 0,
      tree: {
        domain: 'example.org',
        record: 'v=spf1 include:_spf.example.net a:mail.example.org -all exp=exp.example.org',
        result: 'pass',
        terms: [
          {
            term: 'include:_spf.example.net',
            outcome: 'no-match',
            asked: [],
            leads: {
              domain: '_spf.example.net',
              record: 'v=spf1 ip4:192.0.2.0/24 ?all',
              result: 'neutral',
              terms: [
                { term: 'ip4:192.0.2.0/24', outcome: 'no-match', asked: [] },
                { term: '?all', outcome: 'match', asked: [] },
              ],
            },
          },
          {
            term: 'a:mail.example.org',
            outcome: 'match',
            asked: [{ name: 'mail.example.org', type: 'A', found: ['203.0.113.5'] }],
          },
        ],
      },
      identity: 'mail-from',
      domain: 'example.org',
      whole: { lookups: 2, complete: true },
      ip: '203.0.113.5',
    })
  })

  it('shows the same to people, as a tree', async () => {
    const { code, stdout } = await spf('--ip', '203.0.113.5', '--mail-from', 'user@example.org')
    expect(code).toBe(0)
    expect(stdout).toBe(
      [
        'pass: mail of example.org, sent from 203.0.113.5',
        '  by "a:mail.example.org" of example.org: 203.0.113.5 is an address of',
        '  mail.example.org',
        '',
        'example.org: v=spf1 include:_spf.example.net a:mail.example.org -all',
        '    exp=exp.example.org',
        '├─ include:_spf.example.net no-match',
        '│  _spf.example.net: v=spf1 ip4:192.0.2.0/24 ?all',
        '│  ├─ ip4:192.0.2.0/24 no-match',
        '│  └─ ?all match',
        '└─ a:mail.example.org match (mail.example.org A: 203.0.113.5)',
        '',
        'This took 2 of the 10 lookups that are allowed, and 0 of 2 that find nothing.',
        'The whole record takes 2 for a sender that it does not mention.',
        '',
      ].join('\n'),
    )
  })

  it('tells what the domain explains', async () => {
    const { code, told } = await json('--ip', '198.51.100.1', '--mail-from', 'user@example.org')
    expect(code).toBe(1)
    expect(told).toMatchObject({ result: 'fail', explanation: '198.51.100.1 sends no mail of example.org' })
  })

  it('judges the server by its name as well', async () => {
    const { code, told } = await json(
      '--ip',
      '192.0.2.1',
      '--mail-from',
      'user@example.org',
      '--helo',
      'mail.example.org',
    )
    expect(code).toBe(0)
    expect(told).toMatchObject({
      result: 'pass',
      decidedBy: { term: 'include:_spf.example.net', within: { term: 'ip4:192.0.2.0/24' } },
      helo: { result: 'fail', domain: 'mail.example.org', decidedBy: { term: '-all' } },
    })
  })

  it.each([['--mail-from', ''], ['--mail-from', '<>'], []])('and in place of a bounce: %j %j', async (...sender) => {
    const { code, told } = await json('--ip', '203.0.113.5', '--helo', 'mail.example.org', ...sender)
    expect(code).toBe(0)
    expect(told).toMatchObject({ result: 'pass', identity: 'helo', domain: 'mail.example.org' })
  })

  it('judges a record before it is published', async () => {
    const record = 'v=spf1 a:mail.example.org include:_spf.example.net -all'
    const { told } = await json('--ip', '203.0.113.5', '--domain', 'example.org', '--record', record)
    expect(told).toMatchObject({ result: 'pass', lookups: 1, tree: { record }, whole: { lookups: 2 } })
    const broken = await json('--ip', '203.0.113.5', '--mail-from', 'x@new.example.org', '--record', 'v=spf1 ip4:1.2.3')
    expect(broken.code).toBe(1)
    expect(broken.told).toMatchObject({ result: 'permerror', decidedBy: { term: 'ip4:1.2.3', reason: 'syntax' } })
    const included = await json(
      '--ip',
      '203.0.113.5',
      '--mail-from',
      'x@example.org',
      '--domain',
      '_spf.example.net',
      '--record',
      'v=spf1 +all',
    )
    expect(included.told).toMatchObject({ result: 'pass', decidedBy: { term: 'include:_spf.example.net' } })
  })

  it('says what it does not know', async () => {
    const { code, told } = await json('--ip', '203.0.113.5', '--domain', failing)
    expect(code).toBe(2)
    expect(told).toMatchObject({ result: 'temperror', decidedBy: { reason: 'lookup' }, whole: { complete: false } })
  })

  it('takes the resolver that is named at its word', async () => {
    const { code, told } = await json('--ip', '203.0.113.5', '--domain', 'nobody.example.org')
    expect(code).toBe(1)
    expect(told).toMatchObject({ result: 'none', decidedBy: { reason: 'no-record' } })
  })

  it('shows nothing that a terminal would obey', async () => {
    const args = ['--ip', '203.0.113.5', '--mail-from', '\u001b[31m@evil.example.org']
    const shown = await spf(...args)
    expect(shown.stdout + shown.stderr).not.toContain('\u001b')
  })
})
